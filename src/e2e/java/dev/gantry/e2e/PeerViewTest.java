package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Docker and Docker Compose 2.40.3 see what Gantry made as their own. */
@ExtendWith(TwoHosts.class)
class PeerViewTest {
    private final Scenario fleet;
    private final LabHost two;

    PeerViewTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        two = hosts.two();
    }

    @BeforeEach
    void up() {
        fleet.shop("peer", "two");
        fleet.file(
                "compose.yaml",
                """
                services:
                  web:
                    image: lab/nginx:1
                    ports: ["18080:80"]
                    depends_on: {cache: {condition: service_healthy}}
                    networks: [front, back]
                  cache:
                    image: lab/valkey:1
                    volumes: [data:/data]
                    networks: [back]
                networks: {front: {}, back: {}}
                volumes: {data: {}}
                """);
        fleet.gantry("up").exits(0);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void dockerListsTheContainers() {
        assertThat(fleet.docker(two, "ps", "--format", "{{.Names}} {{.Image}} {{.Status}}"))
                .containsPattern("shop-web-1 lab/nginx:1 Up .*")
                .containsPattern("shop-cache-1 lab/valkey:1 Up .*\\(healthy\\)");
    }

    @Test
    void dockerComposeListsTheProjectWithItsFile() {
        assertThat(fleet.compose(two, "ls"))
                .containsPattern(
                        "shop\\s+running\\(2\\)\\s+" + fleet.folder().resolve("compose.yaml"));
    }

    @Test
    void dockerComposeShowsTheServices() {
        assertThat(
                        fleet.compose(
                                        two,
                                        "-p",
                                        "shop",
                                        "ps",
                                        "--format",
                                        "{{.Service}} {{.State}} {{.Name}}")
                                .lines())
                .containsExactlyInAnyOrder("cache running shop-cache-1", "web running shop-web-1");
    }

    @Test
    void dockerComposeUpFindsNothingToDoAndItsDownTakesItAway() {
        String before =
                fleet.docker(
                        two,
                        "ps",
                        "-q",
                        "--no-trunc",
                        "--filter",
                        "label=com.docker.compose.project=shop");
        fleet.compose(two, "-p", "shop", "up", "-d");
        assertThat(
                        fleet.docker(
                                two,
                                "ps",
                                "-q",
                                "--no-trunc",
                                "--filter",
                                "label=com.docker.compose.project=shop"))
                .isEqualTo(before);
        fleet.compose(two, "-p", "shop", "down", "-v");
        assertThat(fleet.remains(two, "shop")).isEmpty();
    }
}
