package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a folder with Compose projects to a fleet that does with them what was done before. */
@ExtendWith(TwoHosts.class)
class InitFleetTest {
    private static final List<String> PROJECTS = List.of("01-data", "02-apps");
    private static final List<String> CONTAINERS =
            List.of("01-data-cache-1", "01-data-db-1", "02-apps-web-1");

    private final Scenario fleet;
    private final LabHost host;

    InitFleetTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder.resolve("homelab"), hosts);
        host = hosts.one();
    }

    @BeforeEach
    void projects() {
        fleet.file(
                "01-data/docker-compose.yml",
                """
                services:
                  db:
                    image: lab/postgres:1
                    environment: {POSTGRES_PASSWORD: "${DB_PASSWORD:?}"}
                    volumes: ["store:/var/lib/postgresql/data"]
                    networks: [backbone]
                    healthcheck: {test: [CMD, pg_isready, -q, -h, 127.0.0.1, -U, postgres], interval: 1s, timeout: 5s, retries: 60}
                  cache:
                    image: lab/valkey:1
                    healthcheck: {test: [CMD, valkey-cli, ping], interval: 1s, timeout: 5s, retries: 60}
                volumes: {store: {}}
                networks: {backbone: {name: backbone}}
                """);
        fleet.file("01-data/.env.example", "DB_PASSWORD=changeme\n");
        fleet.file(
                "02-apps/docker-compose.yml",
                """
                services:
                  web:
                    image: lab/postgres:1
                    environment: {DATABASE_URL: "postgres://postgres:${DB_PASSWORD:?}@db:5432/postgres"}
                    entrypoint: [sh, -c, 'while :; do psql "$$DATABASE_URL" -Atc "select 1" >/tmp/seen; sleep 1; done']
                    init: true
                    stop_grace_period: 1s
                    networks: [backbone]
                    healthcheck: {test: [CMD, test, -s, /tmp/seen], interval: 1s, timeout: 5s, retries: 60}
                networks: {backbone: {external: true}}
                """);
        fleet.file("02-apps/.env.example", "DB_PASSWORD=changeme\n");
    }

    @AfterEach
    void clean() {
        for (String project : PROJECTS.reversed()) {
            assertThat(fleet.remains(host, project)).isEmpty();
        }
    }

    /** The proposal names no host: the engine is the one of this shell, as for Docker. */
    private Command.Run gantry(String... arguments) {
        return fleet.command(arguments)
                .with(Map.of("DOCKER_HOST", "unix://" + host.socket()))
                .run();
    }

    /** What runs, and how it is. */
    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        gantry("ps", "-a", "--format", "json")
                .exits(0)
                .output()
                .lines()
                .map(line -> Fields.of(JsonReader.read("ps", line)))
                .forEach(one ->
                        states.put(one.text("Name"), one.text("State") + " " + one.text("Health")));
        return states;
    }

    private void goesAway() {
        gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void whatItProposesComesUpAndIsWell() {
        gantry("init", "--yes").exits(0);
        assertThat(fleet.folder().resolve("01-data/.env"))
                .content()
                .matches("DB_PASSWORD=[0-9a-f]{64}\n");
        gantry("check", "--strict").exits(0);
        assertThat(gantry("plan").exits(2).output()).contains("apps, after data@local");
        gantry("up").exits(0);
        assertThat(states().keySet()).containsExactlyElementsOf(CONTAINERS);
        assertThat(states().values()).containsOnly("running healthy");
        assertThat(gantry("plan").exits(0).output()).contains("Nothing to do");
        gantry("init", "--yes").exits(0);
        assertThat(gantry("plan").exits(0).output()).contains("Nothing to do");
        goesAway();
    }

    @Test
    void whatRunsUnderDockerComposeIsTakenOverAsItIs() {
        for (String project : PROJECTS) {
            fleet.file(project + "/.env", "DB_PASSWORD=hush-of-old\n");
            fleet.compose(host, "-f", project + "/docker-compose.yml", "up", "-d", "--wait");
        }
        Map<String, String> before = ids();
        gantry("init", "--yes").exits(0);
        gantry("check", "--strict").exits(0);
        assertThat(gantry("plan").exits(0).output()).contains("Nothing to do");
        gantry("up").exits(0);
        assertThat(ids()).isEqualTo(before).containsOnlyKeys(CONTAINERS);
        Command.Run part = gantry("down", "--stack", "data").exits(0);
        assertThat(part.output() + part.error())
                .contains("backbone stays: container 02-apps-web-1 uses it");
        goesAway();
    }

    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        CONTAINERS.forEach(it -> ids.put(it, fleet.inspect(host, it).text("Id")));
        return ids;
    }
}
