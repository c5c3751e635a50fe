package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hooks run in real containers, at the moments at which Docker Compose 2.40.3 runs them. */
@ExtendWith(TwoHosts.class)
class HooksTest {
    private final Scenario fleet;
    private final LabHost two;

    HooksTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        two = hosts.two();
    }

    /** Everything that happened to the service is in its volume, which outlives containers. */
    private void shop(String started) {
        fleet.shop("hooks", "two");
        fleet.file(
                "compose.yaml",
                """
                services:
                  db:
                    image: lab/valkey:1
                    stop_grace_period: 2s
                    volumes: [diary:/diary]
                    post_start:
                      - command: [sh, -c, "echo start $$(id -un) $$COLOUR $$PWD >>/diary/db; echo printed"]
                        user: root
                        working_dir: /tmp
                        environment: {COLOUR: blue}
                      - command: [sh, -c, "STARTED"]
                    pre_stop:
                      - command: [sh, -c, "echo stop $$(id -un) >>/diary/db"]
                        user: root
                  web:
                    image: lab/nginx:1
                    depends_on: [db]
                volumes: {diary: {}}
                """
                        .replace("STARTED", started));
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes");
    }

    private List<String> diary() {
        return fleet.docker(two, "exec", "shop-db-1", "cat", "/diary/db").lines().toList();
    }

    @Test
    void theyRunAroundEveryStartAndStop() {
        shop("true");
        assertThat(fleet.gantry("up").exits(0).error())
                .contains("container shop-db-1: printed")
                .contains("container shop-db-1: post_start done");
        assertThat(diary()).containsExactly("start root blue /tmp");
        fleet.gantry("restart", "db").exits(0);
        assertThat(diary()).hasSize(3).element(1).isEqualTo("stop root");
        fleet.gantry("up", "--force-recreate").exits(0);
        assertThat(diary()).hasSize(5).element(3).isEqualTo("stop root");
        fleet.gantry("stop", "db").exits(0);
        fleet.compose(two, "-f", "compose.yaml", "-p", "shop", "start", "db");
        assertThat(diary()).hasSize(7).element(5).isEqualTo("stop root");
        fleet.gantry("kill", "db").exits(0);
        fleet.gantry("down").exits(0);
        fleet.gantry("up").exits(0);
        assertThat(diary()).hasSize(8).last().isEqualTo("start root blue /tmp");
    }

    @Test
    void aStartWhoseHookFailsHasFailed() {
        shop("echo no licence; exit 4");
        assertThat(fleet.gantry("up").exits(3).error())
                .contains("post_start in container shop-db-1 ended with code 4: no licence");
        assertThat(fleet.inspect(two, "shop-db-1").map("State").text("Status"))
                .isEqualTo("running");
        assertThat(fleet.inspect(two, "shop-web-1").map("State").text("Status"))
                .isEqualTo("created");
    }
}
