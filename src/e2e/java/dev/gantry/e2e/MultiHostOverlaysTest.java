package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.EngineKind;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code examples/multi-host-overlays}: a baseline on two machines, and overlays by what each
 * machine is.
 */
class MultiHostOverlaysTest {
    private static final String[] BASE = {
        "ai/ollama@host1", "ai/ollama@host2", "ai/open-webui@host1"
    };

    @TempDir private Path scratch;

    @Test
    void itRunsFromItsOwnFiles() throws IOException {
        try (ExampleFleet fleet =
                ExampleFleet.of(
                        "multi-host-overlays",
                        scratch,
                        new Machine("host1", EngineKind.DOCKER28),
                        Machine.named("host2"))) {
            LabHost one = fleet.host("host1");
            LabHost two = fleet.host("host2");
            FakeGpu.on(one);
            fleet.comesUp(BASE);
            assertThat(one.run("docker", "exec", "ollama", "nvidia-smi")).contains("GPU 0");
            assertThat(
                            two.run(
                                    "docker",
                                    "inspect",
                                    "-f",
                                    "{{.HostConfig.DeviceRequests}}",
                                    "ollama"))
                    .isEqualToIgnoringNewLines("[]");
            Files.writeString(
                    fleet.folder().resolve("hosts/host2.env"),
                    "SD_WEBUI_IMAGE=sd-webui-directml:1.10\n");
            assertThat(fleet.gantry("plan").exits(2).output())
                    .contains("create automatic1111", "1 to create");
            fleet.comesUp(BASE[0], BASE[1], BASE[2], "ai/automatic1111@host2");
            assertThat(two.run("docker", "exec", "automatic1111", "cat", "/config/ui-config.json"))
                    .isEqualTo(
                            Files.readString(
                                    fleet.folder().resolve("config/automatic1111/ui-config.json")));
            fleet.goesAway();
        }
    }

    /** Any overlays on top of the baseline, and none. */
    @ParameterizedTest
    @CsvSource({
        "nvidia, no, '', ollama",
        "nvidia, yes, '', ollama open-webui",
        "amd, no, '', ollama",
        "amd, no, sd, automatic1111 ollama",
        "amd, yes, sd, automatic1111 ollama open-webui",
        "none, no, sd, ollama",
        "none, yes, '', ollama open-webui"
    })
    void anyCombinationIsValid(String gpu, String webui, String image, String services) {
        Command.Run config =
                Command.gantry(
                                Path.of("examples/multi-host-overlays").toAbsolutePath(),
                                "config",
                                "--services",
                                "--host",
                                "host2",
                                "--label",
                                "gpu=" + gpu,
                                "--label",
                                "openwebui=" + webui,
                                "--env",
                                "SD_WEBUI_IMAGE=" + image)
                        .run()
                        .exits(0);
        assertThat(config.output().lines().filter(line -> !line.startsWith("#")))
                .containsExactly(services.split(" "));
    }
}
