package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real registry that wants to know who is there, and who the user is by the Docker CLI's means.
 */
@ExtendWith(TwoHosts.class)
class RegistryTest {
    private static final String PASSWORD = "hunter2-push";

    /** The password by bcrypt, as {@code htpasswd -B} writes it; dollars doubled for Compose. */
    private static final String HASH =
            "$$2b$$04$$om2BAr3NPqfXKFPzeaDMDOvWhNJktihZuViKDarfB96pLrKO8shx6";

    private static final String WEB = "127.0.0.1:5000/web:1";
    private static final String EXTRA = "127.0.0.1:5000/extra:2";

    private final Scenario fleet;
    private final LabHost two;
    private final Path docker;

    RegistryTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws IOException {
        this.fleet = new Scenario(folder.resolve("fleet"), hosts);
        this.two = hosts.two();
        this.docker = Files.createDirectories(folder.resolve("docker"));
    }

    @BeforeEach
    void registry() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: registries
                hosts: {two: {engine: "${TWO}"}}
                stacks:
                  hub: {project: hub, compose: [hub.yaml], hosts: [two]}
                  shop: {project: shop, compose: [shop.yaml], hosts: [two]}
                """);
        fleet.file(
                "hub.yaml",
                """
                services:
                  registry:
                    image: lab/registry:1
                    ports: ["127.0.0.1:5000:5000"]
                    environment: {REGISTRY_AUTH: htpasswd, REGISTRY_AUTH_HTPASSWD_REALM: lab, REGISTRY_AUTH_HTPASSWD_PATH: /etc/users}
                    configs: [{source: users, target: /etc/users}]
                    healthcheck: {test: [CMD-SHELL, "nc -z 127.0.0.1 5000 || wget -q -O- http://127.0.0.1:5000/"], interval: 1s}
                configs: {users: {content: "ann:%s\\n"}}
                """
                        .formatted(HASH));
        fleet.file(
                "shop.yaml",
                """
                services:
                  web:
                    image: %s
                    build: {context: web, tags: ["%s"]}
                    command: [sleep, "1000"]
                    stop_grace_period: 0s
                """
                        .formatted(WEB, EXTRA));
        fleet.file("web/Dockerfile", "FROM lab/toolbox:1\nRUN echo pushed > /what\n");
        fleet.gantry("up", "--stack", "hub").exits(0);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
        fleet.docker(
                two, "image", "prune", "-af", "--filter", "label=com.docker.compose.project=shop");
    }

    private Command.Run gantry(String... words) {
        Command.Run run =
                fleet.command(words)
                        .with(
                                Map.of(
                                        "PATH",
                                        docker + ":" + System.getenv("PATH"),
                                        "DOCKER_CONFIG",
                                        docker.toString(),
                                        "DOCKER_BUILDKIT",
                                        "0"))
                        .run();
        String encoded = login(PASSWORD);
        assertThat(run.output() + run.error()).doesNotContain(PASSWORD, encoded);
        return run;
    }

    private static String login(String password) {
        byte[] both = ("ann:" + password).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(both);
    }

    private void configuration(String text) throws IOException {
        Files.writeString(docker.resolve("config.json"), text);
    }

    private void loggedIn(String password) throws IOException {
        configuration("{\"auths\": {\"127.0.0.1:5000\": {\"auth\": \"" + login(password) + "\"}}}");
    }

    private void forget() {
        fleet.docker(two, "image", "rm", WEB, EXTRA);
    }

    @Test
    void imagesGoToTheRegistryAndComeBackForThoseWhoAreKnown() throws IOException {
        gantry("build").exits(0);
        assertThat(gantry("push").exits(1).error())
                .contains("cannot push image " + WEB + " on two: ", "no basic auth credentials");
        gantry("push", "--ignore-push-failures").exits(0);
        loggedIn("wrong");
        assertThat(gantry("push", "web").exits(1).error()).contains("unauthorized");
        loggedIn(PASSWORD);
        assertThat(gantry("push", "-q").exits(0).error()).doesNotContain("Pushed");
        assertThat(gantry("push").exits(0).error())
                .contains("image " + WEB + ": pushed in ", "image " + EXTRA + ": pushed in ");
        forget();
        configuration("{}");
        assertThat(gantry("pull", "web").exits(1).error()).contains("no basic auth credentials");
        loggedIn(PASSWORD);
        gantry("pull", "web").exits(0);
        assertThat(fleet.docker(two, "image", "inspect", "-f", "{{.RepoTags}}", WEB)).contains(WEB);
    }

    @Test
    void aProgramMayKeepTheCredentials() throws IOException {
        loggedIn(PASSWORD);
        gantry("build", "--push").exits(0);
        forget();
        Path program = docker.resolve("docker-credential-lab");
        Files.writeString(
                program,
                """
                #!/bin/sh
                read -r server
                [ "$1 $server" = "get 127.0.0.1:5000" ] || { echo "credentials not found in native keychain"; exit 1; }
                echo '{"ServerURL": "127.0.0.1:5000", "Username": "ann", "Secret": "%s"}'
                """
                        .formatted(PASSWORD));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        configuration("{\"credHelpers\": {\"127.0.0.1:5000\": \"lab\"}}");
        Command.Run up = gantry("up", "--stack", "shop").exits(0);
        assertThat(up.error()).contains("image " + WEB + ": ").doesNotContain("Step 1/");
        assertThat(fleet.docker(two, "exec", "shop-web-1", "cat", "/what")).isEqualTo("pushed\n");
        gantry("down", "--stack", "shop", "--yes").exits(0);
        Files.delete(program);
        fleet.docker(two, "image", "rm", WEB);
        assertThat(gantry("pull", "web").exits(1).error())
                .contains("docker-credential-lab ended with code 127");
    }

    @Test
    void theClassicBuilderStartsFromWhatOnlyTheKnownMayFetch() throws IOException {
        loggedIn(PASSWORD);
        gantry("build", "--push").exits(0);
        forget();
        fleet.file("web/Dockerfile", "FROM " + EXTRA + "\nRUN cat /what > /again\n");
        configuration("{}");
        assertThat(gantry("build", "--pull").exits(1).error()).contains("no basic auth");
        loggedIn(PASSWORD);
        gantry("up", "--stack", "shop", "--build").exits(0);
        assertThat(fleet.docker(two, "exec", "shop-web-1", "cat", "/again")).isEqualTo("pushed\n");
    }

    private void printsWhatThePeerPrints(String... words) {
        List<String> line =
                Stream.concat(Stream.of("-f", "digests.yaml", "config"), Stream.of(words)).toList();
        Map<String, String> login = Map.of("DOCKER_CONFIG", docker.toString());
        Command.Run theirs =
                fleet.composeCommand(two, line.toArray(String[]::new)).with(login).run();
        Command.Run ours =
                fleet.command(line.toArray(String[]::new))
                        .with(login)
                        .with(Map.of("DOCKER_HOST", "unix://" + two.socket()))
                        .run();
        assertThat(ours.output()).as("%s", line).isEqualTo(theirs.exits(0).output());
        ours.exits(0);
    }

    @Test
    void imagesArePrintedByTheirDigestsAsThePeerDoes() throws IOException {
        loggedIn(PASSWORD);
        gantry("build", "--push").exits(0);
        fleet.file(
                "digests.yaml",
                """
                name: digests
                x-kept: 1
                services:
                  web: {image: "%s", command: [echo, "$$x"]}
                  extra: {image: "${EXTRA:-%s}@sha256:%s", environment: {A: b}}
                  built: {build: .}
                networks: {unused: {}}
                """
                        .formatted(WEB, EXTRA, "0123456789abcdef".repeat(4)));
        for (String flag : List.of("--lock-image-digests", "--resolve-image-digests")) {
            printsWhatThePeerPrints(flag);
            printsWhatThePeerPrints(flag, "--format", "json");
            printsWhatThePeerPrints(flag, "web");
            printsWhatThePeerPrints(flag, "--quiet");
        }
        assertThat(gantry("config", "--lock-image-digests", "--stack", "shop").exits(0).output())
                .containsPattern("image: " + WEB + "@sha256:[0-9a-f]{64}\n");
        configuration("{}");
        assertThat(
                        gantry("config", "-q", "--lock-image-digests", "--stack", "shop")
                                .exits(1)
                                .error())
                .contains("cannot resolve the digest of image " + WEB + " on two: ");
    }

    private String madeOf(String policy, boolean ours, String... words) {
        fleet.docker(two, "image", "rm", "-f", WEB);
        fleet.file(
                "both.yaml",
                """
                name: both
                services:
                  web: {image: "%s", build: web, pull_policy: %s, command: [sleep, "1000"], stop_grace_period: 0s}
                """
                        .formatted(WEB, policy));
        Map<String, String> environment =
                Map.of(
                        "DOCKER_CONFIG",
                        docker.toString(),
                        "DOCKER_HOST",
                        "unix://" + two.socket(),
                        "DOCKER_BUILDKIT",
                        "0");
        List<String> line = Stream.concat(Stream.of("-f", "both.yaml"), Stream.of(words)).toList();
        String[] all = line.toArray(String[]::new);
        Command command = ours ? fleet.command(all) : fleet.composeCommand(two, all);
        command.with(environment).run().exits(0);
        String labels = fleet.docker(two, "image", "inspect", "-f", "{{.Config.Labels.of}}", WEB);
        fleet.compose(two, "-f", "both.yaml", "down");
        return labels.strip();
    }

    /** What is in the registry is fetched, what is not is built, whoever is asked. */
    @Test
    void aNamedImageThatIsAlsoBuiltIsAskedForAtItsRegistryFirstAsThePeerDoes() throws IOException {
        loggedIn(PASSWORD);
        fleet.file("web/Dockerfile", "FROM lab/toolbox:1\nLABEL of=registry\n");
        gantry("build", "--push").exits(0);
        fleet.file("web/Dockerfile", "FROM lab/toolbox:1\nLABEL of=build\n");
        for (boolean ours : List.of(false, true)) {
            String[] up = ours ? new String[] {"up"} : new String[] {"up", "-d"};
            assertThat(madeOf("missing", ours, up)).as("ours: %s", ours).isEqualTo("registry");
            assertThat(madeOf("always", ours, up)).as("ours: %s", ours).isEqualTo("registry");
            assertThat(madeOf("never", ours, up)).as("ours: %s", ours).isEqualTo("build");
            assertThat(madeOf("build", ours, up)).as("ours: %s", ours).isEqualTo("build");
            assertThat(madeOf("missing", ours, "create"))
                    .as("ours: %s", ours)
                    .isEqualTo("registry");
        }
        configuration("{}");
        assertThat(madeOf("missing", false, "up", "-d")).isEqualTo("build");
        assertThat(madeOf("missing", true, "up")).isEqualTo("build");
    }

    @Test
    void theFleetFileMayNameWhoLogsIn() throws IOException {
        Path file = fleet.folder().resolve("gantry.yaml");
        String registries =
                """
                registries:
                  127.0.0.1:5000: {username: ann, password_variable: LAB_PASSWORD}
                secrets: [{env_file: {path: passwords, required: false}}]
                """;
        Files.writeString(file, Files.readString(file) + registries);
        assertThat(gantry("build", "--push").exits(1).error())
                .contains("LAB_PASSWORD (password at 127.0.0.1:5000)");
        fleet.file("passwords", "LAB_PASSWORD=" + PASSWORD + "\n");
        loggedIn("wrong");
        gantry("build", "--push").exits(0);
        forget();
        assertThat(gantry("pull", "web").exits(0).error()).contains("image " + WEB + ": ");
        fleet.file("web/Dockerfile", "FROM " + EXTRA + "\nRUN cat /what > /again\n");
        fleet.docker(two, "image", "rm", WEB);
        gantry("up", "--stack", "shop", "--build").exits(0);
        assertThat(fleet.docker(two, "exec", "shop-web-1", "cat", "/again")).isEqualTo("pushed\n");
        Command.Run dump = gantry("config", "--stack", "shop").exits(0);
        assertThat(dump.output()).contains(WEB);
        fleet.file("passwords", "LAB_PASSWORD=wrong\n");
        assertThat(gantry("pull", "web").exits(1).error()).contains("unauthorized");
    }
}
