package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.GitRepository;
import dev.gantry.doc.JsonReader;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines in memory, whose images are of December 2025, beside a real repository. */
class StaleImagesTest {
    private static final Instant NOVEMBER = Instant.parse("2025-11-01T00:00:00Z");
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final String OLD =
            "image \"ghcr.io/x/api:1\" on host vps was built 2025-12-01 10:00 UTC, and its sources"
                    + " have changed since: api/a.ts";

    @TempDir Path folder;
    private GitRepository sources;
    private Runner runner;

    @BeforeEach
    void begin() {
        sources = GitRepository.in(folder);
        sources.write(
                NOVEMBER,
                "gantry.yaml",
                """
                fleet: home
                hosts: {vps: {engine: "ssh://vps.lan"}}
                stacks: {app: {compose: compose.yaml}}
                """);
        sources.write(
                NOVEMBER,
                "compose.yaml",
                """
                services:
                  api:
                    image: ghcr.io/x/api:1
                    build: .
                """);
        sources.write(NOVEMBER, "Dockerfile", "FROM scratch\n");
        sources.write(NOVEMBER, "api/a.ts", "first\n");
        sources.commit(NOVEMBER);
        runner = new Runner(folder);
        runner.environment.put("PATH", System.getenv("PATH"));
        runner.environment.put("DOCKER_BUILDKIT", "0");
        runner.house.engine("vps").image("ghcr.io/x/api:1");
    }

    private void change() {
        sources.write(JANUARY, "api/a.ts", "second\n");
        sources.commit(JANUARY);
    }

    @Test
    void planAndUpTellUntilItIsBuilt() {
        assertThat(runner.run("plan").output()).doesNotContain("note:");
        change();
        assertThat(runner.run("plan").output())
                .contains("note: " + folder.resolve("compose.yaml") + ":4:12: " + OLD);
        assertThat(runner.run("plan", "--build").output()).doesNotContain("note:");
        Runner.Ended up = runner.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.DONE);
        assertThat(up.error())
                .containsOnlyOnce("compose.yaml:4:12: warning: " + OLD)
                .contains("hint: `gantry up --build` builds it");
        Runner.Ended again = runner.run("plan");
        assertThat(again.code()).isEqualTo(ExitCode.DONE);
        assertThat(again.output()).contains("Nothing to do").contains(OLD);
        Runner.Ended built = runner.run("up", "--build");
        assertThat(built.code()).isEqualTo(ExitCode.DONE);
        assertThat(built.error()).doesNotContain("warning:");
        assertThat(runner.run("plan").output()).isEqualTo("Nothing to do\n");
    }

    @Test
    void programsReadIt() {
        change();
        String told = runner.run("plan", "--json").output();
        assertThat(JsonReader.read("plan", told).toString()).contains("its sources have changed");
        assertThat(runner.run("up", "--dry-run", "--json").output())
                .contains(
                        "\"notices\":[{\"location\":\""
                                + folder.resolve("compose.yaml")
                                + ":4:12\"");
    }

    @Test
    void whatWasFetchedIsLookedAtWhenItIsThere() {
        change();
        runner.house.engine("vps").onImages().remove("ghcr.io/x/api:1");
        runner.house.engine("vps").published("ghcr.io/x/api:1");
        assertThat(runner.run("plan").output()).doesNotContain("note:");
        Runner.Ended up = runner.run("up");
        assertThat(up.code()).isEqualTo(ExitCode.DONE);
        assertThat(up.error()).containsOnlyOnce(OLD);
    }

    @Test
    void withoutGitNothingIsSaid() {
        change();
        runner.environment.put("PATH", folder.resolve("none").toString());
        Runner.Ended plan = runner.run("plan");
        assertThat(plan.code()).isEqualTo(ExitCode.CHANGES);
        assertThat(plan.output()).doesNotContain("note:");
    }
}
