package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.YamlReader;
import dev.gantry.lab.EngineKind;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/stack-based-homelab}: six stacks on one machine, in the order of their health.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackBasedHomelabTest {
    private static final Map<String, String> SERVICES =
            Map.of(
                    "infra",
                    "caddy cloudflared redis",
                    "infisical",
                    "infisical-backend infisical-db infisical-redis",
                    "data",
                    "analytics auth db functions imgproxy kong meta minio mongodb neo4j qdrant"
                            + " realtime rest storage studio supabase-minio supavisor vector",
                    "compute",
                    "comfyui-cpu ollama-cpu",
                    "apps",
                    "clickhouse flowise langfuse-web langfuse-worker n8n open-webui searxng",
                    "lambda",
                    "lambda-server");

    private static final String KONG = "/home/kong/kong.yml";

    private static final String OF_BEFORE = "label=com.docker.compose.project=localai";

    private ExampleFleet fleet;
    private LabHost homelab;

    @BeforeAll
    void start(@TempDir Path scratch) throws IOException {
        fleet =
                ExampleFleet.of(
                                "stack-based-homelab",
                                scratch,
                                new Machine("homelab", EngineKind.DOCKER28))
                        .filledIn();
        homelab = fleet.host("homelab");
        FakeGpu.on(homelab);
    }

    @AfterAll
    void end() {
        fleet.close();
    }

    @Test
    @Order(1)
    void everyStackStartsWhenWhatItNeedsIsHealthy() {
        List<Fields> events =
                fleet.gantry("up", "--json")
                        .exits(0)
                        .output()
                        .lines()
                        .map(line -> Fields.of(JsonReader.read("event", line)))
                        .toList();
        assertThat(List.of(ready(events, "infra"), ready(events, "infisical")))
                .allSatisfy(ready -> assertThat(firstStart("data")).isAfter(ready));
        assertThat(firstStart("compute")).isAfter(ready(events, "data"));
        assertThat(firstStart("apps")).isAfter(ready(events, "compute"));
        assertThat(firstStart("lambda")).isAfter(ready(events, "apps"));
        fleet.comesUp(services());
    }

    /** When the last of its services was; the tunnel is not waited for. */
    private static Instant ready(List<Fields> events, String stack) {
        return events.stream()
                .filter(event -> event.text("event").equals("step_ended"))
                .filter(event -> event.text("deployment").equals(stack + "@homelab"))
                .filter(event -> !event.text("service").equals("cloudflared"))
                .map(event -> Instant.parse(event.text("time")))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant firstStart(String stack) {
        return docker("ps", "-q", "--filter", "label=com.docker.compose.project=localai-" + stack)
                .lines()
                .map(id -> docker("inspect", "-f", "{{.State.StartedAt}}", id).strip())
                .map(Instant::parse)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String[] services() {
        return SERVICES.entrySet().stream()
                .flatMap(stack ->
                        Stream.of(stack.getValue().split(" "))
                                .map(name -> stack.getKey() + "/" + name + "@homelab"))
                .toArray(String[]::new);
    }

    private String docker(String... words) {
        return homelab.run(
                Stream.concat(Stream.of("docker"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    @Order(2)
    void theStoresAndTheDoorAreThere() {
        assertThat(docker("exec", "supabase-db", "psql", "-U", "postgres", "-Atl"))
                .contains("_supabase|", "n8n|", "langfuse|");
        assertThat(docker("exec", "infisical-db", "psql", "-U", "postgres", "-Atl"))
                .contains("infisical|");
        assertThat(docker("exec", "redis", "valkey-cli", "ping")).isEqualTo("PONG\n");
        assertThat(throughCaddy("n8n", "/healthz")).contains("\"n8n\"");
        assertThat(throughCaddy("supabase", "/health")).contains("\"supabase-kong\"");
        assertThat(throughCaddy("ollama", "/api/tags")).contains("\"ollama\"");
        assertThat(docker("exec", "supabase-kong", "grep", "-c", "key: \"of-the-test", KONG))
                .isEqualTo("2\n");
    }

    private String throughCaddy(String name, String path) {
        return homelab.run(
                "curl", "-fsS", "-H", "Host: " + name + ".localhost", "http://127.0.0.1" + path);
    }

    @Test
    @Order(3)
    void theTunnelIsThereWhereItsTokenIsSet() {
        assertThat(infrastructure()).containsExactly("caddy", "cloudflared", "redis");
        assertThat(infrastructure("-e", "CLOUDFLARE_TUNNEL_TOKEN="))
                .containsExactly("caddy", "redis");
    }

    private List<String> infrastructure(String... options) {
        return fleet.gantry(
                        Stream.concat(
                                        Stream.of("config", "--services", "--stack", "infra"),
                                        Stream.of(options))
                                .toArray(String[]::new))
                .exits(0)
                .output()
                .lines()
                .toList();
    }

    @Test
    @Order(4)
    void computeRestsWhileDataRunsOn() {
        String data = containers("data");
        fleet.gantry("stop", "--stack", "compute").exits(0);
        Map<String, String> states = fleet.states();
        assertThat(states.get("compute/ollama-cpu@homelab")).isEqualTo("exited");
        assertThat(states.get("data/db@homelab")).isEqualTo("running healthy");
        fleet.gantry("start", "--stack", "compute").exits(0);
        fleet.comesUp(services());
        assertThat(containers("data")).isEqualTo(data);
    }

    /** Names and ids of a stack's containers. */
    private String containers(String stack) {
        return docker(
                "ps",
                "-a",
                "--format",
                "{{.Names}} {{.ID}}",
                "--filter",
                "label=com.docker.compose.project=localai-" + stack);
    }

    @Test
    @Order(5)
    void anUpdateReplacesWhatHasANewImage() {
        List<String> before = containers("apps").lines().toList();
        docker("commit", "--change", "LABEL release=next", "n8n", "lab/stand-in:n8n");
        fleet.gantry("pull", "--stack", "apps", "--policy", "missing").exits(0);
        fleet.gantry("up", "--stack", "apps").exits(0);
        List<String> after = containers("apps").lines().toList();
        assertThat(after.stream().filter(line -> !before.contains(line)))
                .singleElement()
                .asString()
                .startsWith("n8n ");
        assertThat(after).hasSameSizeAs(before);
        fleet.comesUp(services());
    }

    @Test
    @Order(6)
    void theOtherVariantTakesTheName() {
        assertThat(fromN8n()).contains("\"ollama\"");
        assertThat(fleet.gantry("plan", "--label", "gpu=nvidia").exits(2).output())
                .contains(
                        "- remove ollama: ollama-gpu has its name now, and profiles switch it off");
        fleet.gantry("up", "--label", "gpu=nvidia").exits(0);
        fleet.gantry("plan", "--label", "gpu=nvidia").exits(0);
        assertThat(fromN8n()).contains("\"ollama\"");
        assertThat(docker("exec", "ollama", "nvidia-smi")).contains("GPU 0");
        fleet.comesUp(services());
    }

    private String fromN8n() {
        return docker("exec", "n8n", "wget", "-qO-", "http://ollama:11434/api/version");
    }

    @Test
    @Order(7)
    void dockerComposeFindsTheSameFilesInWhateverOrder() {
        String[] data = {
            "01-data/supabase",
            "01-data/qdrant",
            "01-data/neo4j",
            "01-data/mongodb",
            "01-data/minio"
        };
        String ours = fleet.gantry("config", "--stack", "data").exits(0).output();
        assertThat(compose("-p localai-data", data, "config").run().exits(0).output())
                .isEqualTo(ours);
        String[] reversed = List.of(data).reversed().toArray(String[]::new);
        assertThat(sources(compose("-p localai-data", reversed, "config").run().exits(0).output()))
                .containsExactlyElementsOf(sources(ours));
        String[] some = {"00-infrastructure", "01-data/neo4j", "03-apps"};
        assertThat(
                        sources(
                                compose("-p localai", some, "config")
                                        .with(Map.of("HOMELAB_ROOT", ".."))
                                        .run()
                                        .exits(0)
                                        .output()))
                .hasSize(6)
                .allMatch(line -> line.startsWith("source: " + fleet.folder() + "/"))
                .contains("source: " + fleet.folder() + "/neo4j/data");
    }

    private static List<String> sources(String config) {
        return config.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("source: /"))
                .sorted()
                .toList();
    }

    /**
     * Docker Compose as it is typed in the fleet's folder.
     *
     * @param before the words before the files
     * @param folders whose files they are
     * @param after the command
     */
    private Command compose(String before, String[] folders, String after) {
        String files =
                Stream.of(folders)
                        .map(folder -> " -f " + folder + "/docker-compose.yml ")
                        .collect(Collectors.joining());
        return Command.of(
                        fleet.folder(),
                        (fleet.lab().peer() + " " + before + files + after).split(" +"))
                .with(
                        Map.of(
                                "DOCKER_HOST",
                                "unix://" + homelab.socket(),
                                "COMPOSE_ENV_FILES",
                                ".env.global,.env"));
    }

    @Test
    @Order(8)
    void aStackOfDockerComposeIsTakenOver() throws IOException {
        fleet.gantry("down", "--stack", "apps").exits(0);
        asOnTheMachineItself();
        String[] apps = {"03-apps"};
        compose("-p localai-apps", apps, "up -d --wait").run().exits(0);
        String made = containers("apps");
        fleet.gantry("plan", "--stack", "apps").exits(0);
        fleet.gantry("up", "--stack", "apps").exits(0);
        assertThat(containers("apps")).isEqualTo(made);
        compose("-p localai-apps", apps, "up -d").run().exits(0);
        assertThat(containers("apps")).isEqualTo(made);
    }

    /** The apps' images by their own names, the engine by its socket, files where it sees them. */
    private void asOnTheMachineItself() throws IOException {
        Path override = fleet.folder().resolve("gantry.override.yaml");
        Fields images =
                Fields.of(YamlReader.read("the override", Files.readString(override)).orElseThrow())
                        .map("images");
        fleet.gantry("config", "--images", "--stack", "apps")
                .exits(0)
                .output()
                .lines()
                .forEach(image -> docker("tag", images.text(anyTag(image)), image));
        Files.writeString(
                override, "hosts: {homelab: {engine: \"unix://" + homelab.socket() + "\"}}\n");
        Path settings = fleet.folder().resolve("03-apps/searxng/settings.yml");
        Path there = homelab.root().resolve(Path.of("/").relativize(settings));
        Files.createDirectories(there.getParent());
        Files.copy(settings, there);
    }

    private static String anyTag(String image) {
        return image.substring(0, image.lastIndexOf(':')) + ":*";
    }

    /**
     * The apps of the one project of before, in its own volumes; the plan says how to keep them.
     */
    @Test
    @Order(9)
    void theOneProjectMakesRoom() throws IOException {
        fleet.gantry("down", "-v", "--yes", "--stack", "apps").exits(0);
        compose("-p localai", new String[] {"03-apps"}, "up -d --wait").run().exits(0);
        docker("exec", "n8n", "sh", "-c", "echo 'all of it' >/home/node/.n8n/work");
        assertThat(containers("apps")).isEmpty();

        String plan = fleet.gantry("plan", "--stack", "apps").exits(1).output();
        String begin = "volumes: {";
        String end = "}}";
        int at = plan.indexOf(begin);
        assertThat(at).as(plan).isPositive();
        keeps(plan.substring(at, plan.indexOf(end, at) + end.length()));
        fleet.gantry("up", "--stack", "apps").exits(0);

        assertThat(docker("exec", "n8n", "cat", "/home/node/.n8n/work")).isEqualTo("all of it\n");
        assertThat(docker("ps", "-aq", "--filter", OF_BEFORE)).isEmpty();
        assertThat(containers("apps").lines()).hasSize(7);
        fleet.gantry("plan", "--stack", "apps").exits(0);
    }

    private void keeps(String volumes) throws IOException {
        Path overlay = fleet.folder().resolve("03-apps/docker-compose.volumes.yml");
        Files.writeString(overlay, volumes + "\n");
        Files.writeString(
                fleet.folder().resolve("gantry.override.yaml"),
                "stacks: {apps: {compose: [03-apps/docker-compose.yml, 03-apps/docker-compose.volumes.yml]}}\n",
                StandardOpenOption.APPEND);
    }

    @Test
    @Order(10)
    void nothingIsLeft() {
        fleet.gantry("down", "--stack", "apps").exits(0);
        docker("volume", "ls", "-q", "--filter", OF_BEFORE)
                .lines()
                .forEach(volume -> docker("volume", "rm", volume));
        fleet.goesAway();
    }
}
