package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From one project that Docker Compose has brought up, with data in it, to two stacks. */
@ExtendWith(TwoHosts.class)
class FormerProjectTest {
    private static final String FLEET =
            """
            fleet: home
            hosts: {one: {engine: "${ONE}"}}
            stacks:
              data: {formerly: localai, compose: [data.yaml KEPT]}
              apps: {formerly: localai, compose: [apps.yaml], needs: [data]}
            """;
    private static final String DB =
            """
              db:
                image: lab/postgres:1
                container_name: localai-db
                environment: {POSTGRES_PASSWORD: hush-hush}
                volumes: ["store:/var/lib/postgresql/data"]
                healthcheck: {test: [CMD, pg_isready, -q, -h, 127.0.0.1, -U, postgres], interval: 1s, timeout: 5s, retries: 60}
            """;
    private static final String WEB =
            """
              web:
                image: lab/nginx:1
                container_name: localai-web
                ports: ["18099:80"]
              cache: {image: lab/valkey:1}
            """;
    private static final String SQL = "select what from kept";

    private final Scenario fleet;
    private final LabHost host;

    FormerProjectTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        host = hosts.one();
    }

    @BeforeEach
    void oneProjectRunsAndHasData() {
        fleet.file(
                "old/docker-compose.yml",
                "name: localai\nservices:\n"
                        + DB
                        + WEB
                        + "  tool: {image: lab/toolbox:1, init: true, command: [sleep, infinity]}\n"
                        + "volumes: {store: {}}\n");
        fleet.compose(host, "-f", "old/docker-compose.yml", "up", "-d", "--wait");
        sql("create table kept as select 'all of it'::text as what");
        fleet.file("data.yaml", "services:\n" + DB + "volumes: {store: {}}\n");
        fleet.file("apps.yaml", "services:\n" + WEB);
        fleet.file("gantry.yaml", FLEET.replace(" KEPT", ""));
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
        fleet.compose(host, "-f", "old/docker-compose.yml", "down", "-v");
        for (String project : List.of("localai", "home-data", "home-apps")) {
            assertThat(fleet.remains(host, project)).isEmpty();
        }
    }

    private String sql(String statement) {
        return fleet.docker(
                host, "exec", "localai-db", "psql", "-U", "postgres", "-Atc", statement);
    }

    /** Names and ids of the containers of a project. */
    private List<String> containers(String project) {
        return fleet.docker(
                        host,
                        "ps",
                        "-a",
                        "--format",
                        "{{.Names}} {{.ID}}",
                        "--filter",
                        "label=com.docker.compose.project=" + project)
                .lines()
                .sorted()
                .toList();
    }

    @Test
    void itsContainersMakeRoomWhenItsDataIsNamed() {
        List<String> before = containers("localai");
        assertThat(before).hasSize(4);
        assertThat(fleet.gantry("plan").exits(1).output())
                .contains(
                        "data@one is left out: it would begin with nothing in volume home-data_store,"
                                + " while localai_store",
                        "volumes: {store: {external: true, name: localai_store}}",
                        "apps@one is left out: it needs data@one");
        assertThat(fleet.gantry("up").exits(1).error()).contains("localai_store");
        assertThat(containers("localai")).isEqualTo(before);

        keepsItsData();
        String plan = fleet.gantry("plan").exits(2).output();
        assertThat(plan)
                .contains(
                        "> run pre_stop in localai-db: runs before it is stopped",
                        "- remove localai-db: was of project localai, which this stack was part of",
                        "- remove localai-web: ",
                        "- remove localai-cache-1: ",
                        "; what it has in a volume without a name stays in ",
                        "+ create home-apps-cache-1: not there yet")
                .containsOnlyOnce(
                        "containers of project localai stay on host one, since no stack takes them"
                                + " over: localai-tool-1 (")
                .doesNotContain("- remove localai-tool-1", "create volume");

        fleet.gantry("up").exits(0);
        assertThat(sql(SQL)).isEqualTo("all of it\n");
        assertThat(fleet.docker(host, "exec", "localai-db", "ls", "/var/lib/postgresql/data"))
                .contains("farewell\n");
        assertThat(containers("localai")).containsExactly(tool(before));
        assertThat(names("home-data")).containsExactly("localai-db");
        assertThat(names("home-apps")).containsExactly("home-apps-cache-1", "localai-web");
        assertThat(fleet.docker(host, "volume", "ls", "-q")).doesNotContain("home-data_store");
        staysAsItIs();
    }

    /** As the plan says, in a file of its own, which wants a word with the old one, too. */
    private void keepsItsData() {
        fleet.file(
                "kept.yaml",
                """
                services: {db: {pre_stop: [{command: [touch, /var/lib/postgresql/data/farewell]}]}}
                volumes: {store: {external: true, name: localai_store}}
                """);
        fleet.file("gantry.yaml", FLEET.replace(" KEPT", ", kept.yaml"));
    }

    private static String tool(List<String> containers) {
        return containers.stream()
                .filter(one -> one.startsWith("localai-tool-1 "))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String project) {
        return containers(project).stream().map(one -> one.split(" ")[0]).toList();
    }

    /** Neither Gantry nor Docker Compose finds anything to do, and nobody has touched the tool. */
    private void staysAsItIs() {
        List<String> made =
                Stream.of("home-data", "home-apps", "localai")
                        .flatMap(project -> containers(project).stream())
                        .toList();
        assertThat(fleet.gantry("plan").exits(0).output())
                .contains("Nothing to do", "localai-tool-1");
        Command.Run data =
                fleet.composeCommand(
                                host,
                                "-p",
                                "home-data",
                                "-f",
                                "data.yaml",
                                "-f",
                                "kept.yaml",
                                "up",
                                "-d")
                        .run()
                        .exits(0);
        assertThat(data.error()).doesNotContain("already exists");
        fleet.compose(host, "-p", "home-apps", "-f", "apps.yaml", "up", "-d");
        assertThat(
                        Stream.of("home-data", "home-apps", "localai")
                                .flatMap(project -> containers(project).stream()))
                .containsExactlyElementsOf(made);
        fleet.gantry("down").exits(0);
        assertThat(names("localai")).containsExactly("localai-tool-1");
        fleet.gantry("up").exits(0);
        assertThat(sql(SQL)).isEqualTo("all of it\n");
    }

    @Test
    void whoMakesAnEmptyVolumeBeginsAnew() {
        fleet.docker(host, "volume", "create", "home-data_store");
        fleet.gantry("up", "--stack", "data").exits(0);
        assertThat(sql("select count(*) from pg_tables where tablename = 'kept'")).isEqualTo("0\n");
        assertThat(names("localai"))
                .containsExactly("localai-cache-1", "localai-tool-1", "localai-web");
        assertThat(fleet.docker(host, "volume", "ls", "-q")).contains("localai_store\n");
        fleet.docker(host, "rm", "-f", "localai-db");
        fleet.docker(host, "volume", "rm", "home-data_store");
    }

    @Test
    void aProjectThatNobodyKnowsIsInTheWayAndThePlanSaysWhatToSay() {
        fleet.file("gantry.yaml", FLEET.replace(" KEPT", "").replace("formerly: localai, ", ""));
        Fields plan = Fields.of(fleet.gantryJson(1, "plan", "--json"));
        assertThat(plan.maps("blocked"))
                .extracting(blocked -> blocked.text("reason"))
                .containsExactly(
                        "another container on host one has the name \"localai-db\" of service db:"
                                + " remove it (docker rm), or say formerly: localai in the stack"
                                + " where it was part of that project",
                        "another container on host one has the name \"localai-web\" of service web:"
                                + " remove it (docker rm), or say formerly: localai in the stack"
                                + " where it was part of that project");
    }
}
