package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is built anew is built before anything that is to be replaced by it is started. */
class RenewedImagesTest {
    @TempDir Path folder;
    private Runner runner;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(
                folder.resolve("gantry.yaml"),
                """
                fleet: home
                hosts: {vps: {engine: "ssh://vps.lan"}}
                stacks: {app: {compose: compose.yaml}}
                """);
        Files.writeString(
                folder.resolve("compose.yaml"),
                """
                services:
                  api:
                    image: x/api:1
                    build: .
                  other:
                    image: x/other:1
                    build: .
                    profiles: [tools]
                """);
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        runner = new Runner(folder);
        runner.environment.put("DOCKER_BUILDKIT", "0");
        runner.house.engine("vps").image("x/api:1").published("x/other:1");
    }

    @Test
    void whatHasStoppedIsNotStartedOnItsOldImage() {
        assertThat(runner.run("up").code()).isEqualTo(ExitCode.DONE);
        assertThat(runner.run("stop").code()).isEqualTo(ExitCode.DONE);
        Runner.Ended up = runner.run("up", "--build");
        assertThat(up.code()).isEqualTo(ExitCode.DONE);
        assertThat(up.error())
                .contains("[1/1] vps: image x/api:1: built")
                .containsOnlyOnce("container home-app-api-1: starting");
        assertThat(up.error().indexOf("image x/api:1: built"))
                .isLessThan(up.error().indexOf("container home-app-api-1: starting"));
        assertThat(runner.run("plan").output()).isEqualTo("Nothing to do\n");
    }

    @Test
    void whatIsForcedIsStillForcedAfterwards() {
        runner.run("up");
        runner.run("stop");
        Runner.Ended up = runner.run("up", "--build", "--force-recreate");
        assertThat(up.code()).isEqualTo(ExitCode.DONE);
        assertThat(up.error()).containsOnlyOnce("container home-app-api-1: recreating");
    }

    @Test
    void serviceThatIsNamedIsOn() {
        assertThat(runner.run("build", "other").error()).contains("image x/other:1: built");
        assertThat(runner.run("push", "other").error()).contains("image x/other:1: pushing");
        assertThat(runner.run("pull", "other").error()).contains("image x/other:1: pulling");
        assertThat(runner.run("build").error()).doesNotContain("x/other");
    }
}
