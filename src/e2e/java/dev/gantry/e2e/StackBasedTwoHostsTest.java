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

/**
 * {@code examples/stack-based-homelab} with its compute stack on a machine of its own: names stay
 * what they are.
 */
class StackBasedTwoHostsTest {
    private static final String OTHERS =
            """
            stacks:
              infra: {hosts: [homelab]}
              infisical: {hosts: [homelab]}
              data: {hosts: [homelab]}
              compute: {hosts: [gpu]}
              apps: {hosts: [homelab]}
              lambda: {hosts: [homelab]}
            """;

    @TempDir private Path scratch;

    @Test
    void theAppsFindOllamaOnTheOtherHost() throws IOException {
        try (ExampleFleet fleet =
                ExampleFleet.of(
                                "stack-based-homelab",
                                scratch,
                                new Machine("homelab", EngineKind.DOCKER28),
                                Machine.named("gpu"))
                        .filledIn()) {
            LabHost homelab = fleet.host("homelab");
            LabHost gpu = fleet.host("gpu");
            place(fleet.folder().resolve("gantry.override.yaml"), homelab, gpu);
            fleet.gantry("up", "--stack", "infra", "--stack", "compute", "--stack", "apps")
                    .exits(0);
            assertThat(fleet.states())
                    .containsEntry("compute/ollama-cpu@gpu", "running healthy")
                    .containsEntry("apps/n8n@homelab", "running healthy");
            assertThat(
                            homelab.run(
                                    "docker",
                                    "exec",
                                    "n8n",
                                    "wget",
                                    "-qO-",
                                    "http://ollama:11434/api/version"))
                    .contains("\"ollama\"");
            assertThat(
                            homelab.run(
                                    "curl",
                                    "-fsS",
                                    "-H",
                                    "Host: comfyui.localhost",
                                    "http://127.0.0.1/system_stats"))
                    .contains("\"comfyui\"");
            fleet.goesAway();
        }
    }

    private static void place(Path override, LabHost homelab, LabHost gpu) throws IOException {
        String host = "  homelab: {engine: \"" + homelab.endpoint() + "\"";
        String text = Files.readString(override);
        assertThat(text).contains(host + "}\n");
        Files.writeString(
                override,
                text.replace(
                                host + "}\n",
                                host
                                        + ", env: {COMPUTE_ADDRESS: "
                                        + gpu.address()
                                        + "}}\n  gpu: {engine: \""
                                        + gpu.endpoint()
                                        + "\", env: {COMPUTE_BIND: "
                                        + gpu.address()
                                        + "}}\n")
                        + OTHERS);
    }
}
