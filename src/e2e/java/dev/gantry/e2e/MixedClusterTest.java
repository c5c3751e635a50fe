package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.EngineKind;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.Machine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/mixed-cluster}: stacks on the machines that are made for them, one path a host.
 */
class MixedClusterTest {
    private static final String[] SERVICES = {
        "shared/caddy@cooperator",
        "shared/pihole@cooperator",
        "shared/minio@cooperator",
        "gitea/gitea-db@cooperator",
        "gitea/gitea@cooperator",
        "mcp/ollama@projector",
        "mcp/open-webui@projector"
    };

    @TempDir private Path scratch;

    @Test
    void itRunsFromItsOwnFiles() throws IOException {
        try (ExampleFleet fleet =
                ExampleFleet.of(
                                "mixed-cluster",
                                scratch,
                                Machine.named("cooperator"),
                                Machine.named("director"),
                                new Machine("projector", EngineKind.DOCKER28))
                        .filledIn()) {
            LabHost cooperator = fleet.host("cooperator");
            FakeGpu.on(fleet.host("projector"));
            fleet.comesUp(SERVICES);
            throughCaddy(fleet.host("director"), cooperator);
            pathsAndNetworks(cooperator, fleet.host("projector"));
            theEdgeIsAway(fleet, cooperator);
            fleet.goesAway();
        }
    }

    /** The way in from another machine: Caddy, by name, to what Gitea publishes. */
    private static void throughCaddy(LabHost from, LabHost edge) {
        assertThat(from.run("curl", "-fsS", "-H", "Host: git.ism.la", "http://" + edge.address()))
                .contains("\"stand_in_for\":\"gitea\"");
    }

    private static void pathsAndNetworks(LabHost cooperator, LabHost projector) {
        String mounts = "{{range .Mounts}}{{.Source}} {{end}}";
        assertThat(cooperator.run("docker", "inspect", "-f", mounts, "gitea-gitea-1"))
                .contains("/media/crtr/fortress/data/gitea ");
        assertThat(projector.run("docker", "inspect", "-f", mounts, "mcp-ollama-1"))
                .contains("/mnt/fortress/data/ollama ");
        for (LabHost host : new LabHost[] {cooperator, projector}) {
            assertThat(
                            host.run(
                                    "docker",
                                    "network",
                                    "inspect",
                                    "-f",
                                    "{{(index .IPAM.Config 0).Subnet}}",
                                    "cluster-local"))
                    .startsWith("172.20.0.0/16");
        }
    }

    /**
     * What does not need the machine that is away goes on, and what does is told why it does not.
     */
    private static void theEdgeIsAway(ExampleFleet fleet, LabHost cooperator) {
        cooperator.cut();
        try {
            assertThat(fleet.gantry("plan").exits(1).output())
                    .contains("host cooperator cannot be reached")
                    .contains("gitea@cooperator is left out");
            fleet.gantry("restart", "--host", "projector", "open-webui").exits(0);
            fleet.gantry("plan", "--host", "projector").exits(0);
        } finally {
            cooperator.heal();
        }
        fleet.gantry("plan").exits(0);
    }
}
