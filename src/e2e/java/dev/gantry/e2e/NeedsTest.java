package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A {@code needs} across hosts is kept: read from the engines' own event times. */
@ExtendWith(TwoHosts.class)
class NeedsTest {
    private final Scenario fleet;

    NeedsTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
    }

    @BeforeEach
    void write() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: needs
                hosts:
                  one: {engine: "${ONE}"}
                  two: {engine: "${TWO}"}
                stacks:
                  app:
                    compose: [app.yaml]
                    hosts: [two]
                    needs: [data/store@healthy]
                  data:
                    compose: [data.yaml]
                    hosts: [one]
                """);
        // Healthy only once it has been up for a while: a start that did not wait would be seen.
        fleet.file(
                "data.yaml",
                """
                services:
                  store:
                    image: lab/valkey:1
                    healthcheck:
                      test: ["CMD-SHELL", "[ $$(cut -d. -f1 /proc/uptime) -ge $$(( $$(cut -d. -f1 /tmp/up 2>/dev/null || cut -d. -f1 /proc/uptime | tee /tmp/up) + 3 )) ]"]
                      interval: 500ms
                      retries: 60
                """);
        fleet.file(
                "app.yaml",
                """
                services:
                  worker:
                    image: lab/valkey:1
                """);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void theDependentStartsAfterTheOtherHostsServiceIsHealthy() {
        fleet.gantry("up").exits(0);
        Instant healthy = firstHealthy();
        Instant started =
                Instant.parse(
                        fleet.inspect(fleet.hosts().two(), "needs-app-worker-1")
                                .map("State")
                                .text("StartedAt"));
        assertThat(started).isAfter(healthy);
    }

    private Instant firstHealthy() {
        String events =
                fleet.docker(
                        fleet.hosts().one(),
                        "events",
                        "--since",
                        "10m",
                        "--until",
                        Instant.now().toString(),
                        "--filter",
                        "container=needs-data-store-1",
                        "--filter",
                        "event=health_status",
                        "--format",
                        "{{json .}}");
        return events.lines()
                .map(line -> Fields.of((MapNode) JsonReader.read("event", line)))
                .filter(event -> event.text("Action").endsWith(": healthy"))
                .map(event -> Instant.ofEpochSecond(0, Long.parseLong(event.text("timeNano"))))
                .findFirst()
                .orElseThrow();
    }
}
