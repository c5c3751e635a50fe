package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A first start that fills a volume has its time, and a later one that hangs is told early. */
@ExtendWith(TwoHosts.class)
class StartTimeoutTest {
    private final Scenario fleet;

    StartTimeoutTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void theFirstStartHasItsOwnTime() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: patience
                hosts: {one: {engine: "${ONE}"}}
                stacks:
                  llm:
                    compose: compose.yaml
                    start_timeout: {first: 90s, later: 8s}
                """);
        service("");
        fleet.gantry("up").exits(0);

        fleet.gantry("down").exits(0);
        fleet.gantry("up").exits(0);

        service("1");
        assertThat(fleet.gantry("up").exits(3).error())
                .contains("container patience-llm-server-1 is not healthy after 8 s");
        assertThat(fleet.gantry("up", "--wait-timeout", "1").exits(1).error())
                .contains("container patience-llm-server-1 is not healthy after 3 s");
    }

    /** It is ready 12 seconds after a start that finds nothing in its volume, else at once. */
    private void service(String hangs) {
        fleet.file(
                "compose.yaml",
                """
                services:
                  server:
                    image: lab/valkey:1
                    environment: {HANGS: "%s"}
                    entrypoint:
                      - /bin/sh
                      - -c
                      - |
                        test -e /data/models || sleep 12
                        touch /data/models
                        test -n "$$HANGS" || touch /tmp/ready
                        exec sleep 600
                    stop_grace_period: 0s
                    healthcheck: {test: [CMD, test, -e, /tmp/ready], interval: 500ms, start_period: 2s, retries: 200}
                    volumes: [data:/data]
                volumes: {data: {}}
                """
                        .formatted(hangs));
    }
}
