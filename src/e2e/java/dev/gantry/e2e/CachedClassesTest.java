package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is brought up, looked at and taken down at a real engine comes from the AOT cache: a class
 * or a lambda that the training did not meet is made anew in every process, the first of them in 10
 * ms.
 */
@ExtendWith(TwoHosts.class)
class CachedClassesTest {
    private final Path folder;
    private final Scenario project;
    private final LabHost host;

    CachedClassesTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        this.project = new Scenario(folder, hosts);
        this.host = hosts.one();
        project.file(
                "compose.yaml",
                """
                name: cached
                services:
                  first:
                    image: lab/valkey:1
                    environment: {A: b}
                    healthcheck: {test: [CMD, valkey-cli, ping], interval: 1s, start_period: 10s}
                  second:
                    image: lab/valkey:1
                    depends_on: {first: {condition: service_healthy}}
                """);
    }

    @AfterEach
    void clean() {
        run("", "down", "-v", "--yes").exits(0);
    }

    @Test
    void noClassOfOursIsMadeAnew() throws IOException {
        assertThat(madeAnew("up")).isEmpty();
        assertThat(madeAnew("up")).isEmpty();
        assertThat(madeAnew("ps")).isEmpty();
        assertThat(madeAnew("down")).isEmpty();
    }

    private List<String> madeAnew(String verb) throws IOException {
        Path log = folder.resolve("classes");
        run("-Xlog:class+load:file=" + log + ":none", verb).exits(0);
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.startsWith("dev.gantry.cli.Cli "));
        return loaded.stream()
                .filter(line -> line.startsWith("dev.gantry.") || line.contains("$$"))
                .filter(line -> !line.contains(" source: shared objects file"))
                .toList();
    }

    /** Over the engine's own socket, as on the machine itself. */
    private Command.Run run(String option, String... words) {
        return project.command(words)
                .with(
                        Map.of(
                                "DOCKER_HOST",
                                "unix://" + host.socket(),
                                "GANTRY_JAVA_OPTIONS",
                                option))
                .run();
    }
}
