package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two hosts cut off: the other is brought up, and the rest is done once the host is back.
 */
@ExtendWith(TwoHosts.class)
class CutHostTest {
    private final Scenario fleet;
    private final LabHost one;
    private final LabHost two;

    CutHostTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        one = hosts.one();
        two = hosts.two();
    }

    @BeforeEach
    void write() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: cut
                hosts:
                  one: {engine: "${ONE}"}
                  two: {engine: "${TWO}"}
                stacks:
                  near: {compose: [service.yaml], hosts: [one]}
                  far: {compose: [service.yaml], hosts: [two]}
                  after: {compose: [service.yaml], hosts: [one], needs: [far]}
                """);
        fleet.file("service.yaml", "services: {cache: {image: \"lab/valkey:1\"}}\n");
    }

    @AfterEach
    void clean() {
        two.heal();
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void theRestIsDoneAndTheReportSaysWhatIsNot() {
        two.cut();
        Command.Run first = fleet.gantry("up").exits(3);
        assertThat(first.output() + first.error()).contains("two", "far@two", "after@one");
        List<String> running = containers();
        assertThat(running).singleElement().asString().startsWith("cut-near-cache-1 ");

        two.heal();
        fleet.gantry("up").exits(0);
        assertThat(containers())
                .containsAll(running)
                .anyMatch(name -> name.startsWith("cut-after-cache-1 "));
        assertThat(fleet.docker(two, "ps", "--format", "{{.Names}}")).contains("cut-far-cache-1");
        fleet.gantry("plan").exits(0);
    }

    /** Name and id of what runs on host one, so that a container made anew would be seen. */
    private List<String> containers() {
        return fleet.docker(
                        one,
                        "ps",
                        "--no-trunc",
                        "--format",
                        "{{.Names}} {{.ID}}",
                        "--filter",
                        "name=cut-")
                .lines()
                .toList();
    }
}
