package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of a vault, from their making to the containers that are recreated for them. */
class SecretLifeTest {
    private static final List<String> READING =
            List.of(
                    "plan",
                    "plan --json",
                    "up",
                    "up --json",
                    "ps",
                    "ps --json",
                    "ps -a --format json",
                    "env web@vps",
                    "env web@vps --json",
                    "config -q",
                    "config --services",
                    "images",
                    "images --json",
                    "ls",
                    "ls --json",
                    "volumes",
                    "port direct 80",
                    "top",
                    "logs",
                    "logs --json",
                    "restart --dry-run",
                    "pull --dry-run",
                    "secret list",
                    "secret list --json",
                    "secret who DB_PASSWORD",
                    "secret rotate DB_PASSWORD --dry-run",
                    "secret set DB_PASSWORD --dry-run",
                    "down --dry-run --json");

    @TempDir private Path folder = Path.of("");
    private Runner runner = new Runner(folder);

    @BeforeEach
    void twoStacks() throws IOException {
        runner = new Runner(folder);
        runner.environment.put("GANTRY_VAULT_KEY_FILE", folder.resolve("vault.key").toString());
        runner.house.engine("vps").image("nginx");
        write(
                "gantry.yaml",
                """
                fleet: home
                hosts: {vps: {engine: "ssh://vps.lan"}}
                secrets: [{vault: secrets.vault}]
                stacks:
                  web: {compose: [web.yaml]}
                  gitea: {compose: [gitea.yaml], secrets: /gitea}
                """);
        write(
                "web.yaml",
                """
                services:
                  direct: {image: nginx, environment: {P: "${DB_PASSWORD}"}}
                  part: {image: nginx, command: ["serve", "postgres://app:${DB_PASSWORD}@db/app"]}
                  filed: {image: nginx, env_file: filed.env}
                  granted: {image: nginx, secrets: [db]}
                  labelled: {image: nginx, labels: {key: "${API_TOKEN}"}}
                  other: {image: nginx, environment: {SAY: "${DB_PASSWORD:+there is one}"}}
                secrets:
                  db: {environment: DB_PASSWORD}
                """);
        write("filed.env", "URL=http://u:${DB_PASSWORD}@host\n");
        write(
                "gitea.yaml",
                "services: {forge: {image: nginx, environment: {P: \"${DB_PASSWORD}\"}}}\n");
        for (String line :
                List.of(
                        "generate DB_PASSWORD --hex",
                        "generate DB_PASSWORD --path /gitea",
                        "generate API_TOKEN --uuid")) {
            run(("secret " + line).split(" "));
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Both streams of a command that ends well. */
    private String run(String... words) {
        Runner.Ended ended = runner.run(words);
        assertThat(ended.code())
                .as(String.join(" ", words) + "\n" + ended.error())
                .isIn(ExitCode.DONE, ExitCode.CHANGES);
        return ended.output() + ended.error();
    }

    private String value(String name, String path) {
        return runner.run("secret", "get", name, "--path", path).output().strip();
    }

    @Test
    void aRotatedSecretRecreatesExactlyItsConsumers() {
        String before = value("DB_PASSWORD", "/");
        assertThat(run("up")).doesNotContain(before);
        assertThat(run("plan")).contains("Nothing to do");
        assertThat(run("secret", "rotate", "DB_PASSWORD"))
                .contains("secret /DB_PASSWORD: rotated", "direct, filed, granted, part")
                .contains("`gantry up` recreates exactly these services.");
        String after = value("DB_PASSWORD", "/");
        assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
        String plan = run("plan");
        assertThat(
                        plan.lines()
                                .filter(line -> line.contains("recreate "))
                                .map(SecretLifeTest::what))
                .containsExactlyInAnyOrder(
                        "home-web-direct-1: environment changed",
                        "home-web-filed-1: environment changed",
                        "home-web-granted-1: secret db changed",
                        "home-web-part-1: command changed");
        assertThat(plan).contains("environment.P").doesNotContain(before, after);
        assertThat(run("plan", "--json")).contains("environment.P").doesNotContain(before, after);
        assertThat(run("up")).doesNotContain(before, after);
        assertThat(run("plan")).contains("Nothing to do");
    }

    /** Two people change the vault, Git merges it, and what runs has the values of both. */
    @Test
    void whatGitHasMergedIsWhatRuns() throws IOException, InterruptedException {
        Path vault = folder.resolve("secrets.vault");
        Files.copy(vault, folder.resolve("base"));
        setAndKeep("DB_PASSWORD", "hunter2-of-one", "ours");
        Files.copy(folder.resolve("base"), vault);
        setAndKeep("API_TOKEN", "hunter2-of-another", "theirs");
        Process git =
                new ProcessBuilder("git", "merge-file", "ours", "base", "theirs")
                        .directory(folder.toFile())
                        .inheritIO()
                        .start();
        assertThat(git.waitFor()).isZero();
        Files.move(folder.resolve("ours"), vault);
        run("up");
        assertThat(runs("home-web-direct-1")).contains("P=hunter2-of-one");
        assertThat(runs("home-web-labelled-1")).contains("hunter2-of-another");
        assertThat(run("secret", "rotate", "API_TOKEN")).contains("labelled");
        assertThat(
                        run("plan")
                                .lines()
                                .filter(line -> line.contains("recreate "))
                                .map(SecretLifeTest::what))
                .containsExactly("home-web-labelled-1: labels changed");
    }

    private void setAndKeep(String name, String value, String branch) throws IOException {
        runner.input = value;
        run("secret", "set", name);
        Files.move(folder.resolve("secrets.vault"), folder.resolve(branch));
    }

    private String runs(String container) {
        return runner.house.engine("vps").inspectContainer(container).orElseThrow().toString();
    }

    private static String what(String line) {
        return line.substring(line.indexOf("recreate ") + "recreate ".length());
    }

    @Test
    void whoTellsEachDeploymentAndWhereItsValueIsFrom() {
        assertThat(run("secret", "who", "DB_PASSWORD"))
                .contains("web@vps      direct, filed, granted, part   vault secrets.vault /DB_P")
                .contains("gitea@vps    forge");
        assertThat(run("secret", "who", "DB_PASSWORD", "--path", "/gitea", "--json"))
                .contains("{\"deployment\":\"web@vps\",\"services\":[],")
                .contains("{\"deployment\":\"gitea@vps\",\"services\":[\"forge\"],");
        assertThat(run("secret", "who", "API_TOKEN")).contains("labelled");
        assertThat(run("secret", "who", "DB_PASSWORD", "-e", "DB_PASSWORD=mine"))
                .contains("web@vps                 --env");
    }

    /** A password that a Compose file would refuse as a port, and one that is one. */
    @Test
    void whoFindsPortsToo() throws IOException {
        write(
                "web.yaml",
                "services: {a: {image: nginx, ports: [\"${PORT}:80\"]}, b: {image: nginx}}");
        runner.input = "8081\n";
        run("secret", "set", "PORT");
        assertThat(run("secret", "who", "PORT")).contains("web@vps      a ");
    }

    @Test
    void noVerbShowsAValue() throws IOException {
        List<String> values =
                List.of(
                        value("DB_PASSWORD", "/"),
                        value("DB_PASSWORD", "/gitea"),
                        value("API_TOKEN", "/"));
        run("up");
        runner.house
                .engine("vps")
                .prints("home-web-direct-1", false, "connecting as " + values.get(0));
        StringBuilder all = new StringBuilder();
        for (String line : READING) {
            Runner.Ended ended = runner.run(line.split(" "));
            all.append(ended.output()).append(ended.error());
        }
        assertThat(all.toString())
                .contains("home-web-direct-1", "connecting as ********")
                .doesNotContain(values);
    }

    /** What a file asks for and what is wrong with it is told; the value that is in it is not. */
    @Test
    void errorsDoNotQuoteValues() throws IOException {
        runner.input = "hunter2hunter2";
        run("secret", "set", "BAD");
        for (String service :
                List.of(
                        "image: nginx, ports: [\"${BAD}:80\"]",
                        "image: nginx, ports: [\"1:${BAD}-x:80\"]",
                        "image: nginx, mem_limit: \"${BAD}\"",
                        "image: nginx, stop_grace_period: \"${BAD}\"",
                        "image: nginx, restart: \"${BAD}\"",
                        "image: nginx, network_mode: \"service:${BAD}\"",
                        "image: nginx, depends_on: [\"${BAD}\"]",
                        "image: nginx, volumes: [\"${BAD}:x:y:z\"]",
                        "image: nginx, cpus: \"${BAD}\"",
                        "image: nginx, env_file: \"${BAD}\"",
                        "image: nginx, extends: {service: \"${BAD}\"}",
                        "image: \"${BAD} ${BAD}\"",
                        "image: nginx, pull_policy: \"${BAD}\"",
                        "image: nginx, healthcheck: {test: [x], interval: \"${BAD}\"}",
                        "image: nginx, networks: [\"${BAD}\"]",
                        "image: nginx, privileged: \"${BAD}\"")) {
            write("web.yaml", "services: {a: {" + service + "}}");
            for (String form : List.of("--json", "--progress=plain")) {
                for (String verb : List.of("plan", "config", "up")) {
                    Runner.Ended ended = runner.run(verb, form, "--stack", "web", "--host", "vps");
                    assertThat(ended.error()).as(service).doesNotContain("hunter2");
                    if (!verb.equals("config")) {
                        assertThat(ended.output()).as(service).doesNotContain("hunter2");
                    }
                }
            }
        }
    }

    /** It is for that: what `docker compose config` prints. */
    @Test
    void configPrintsValues() {
        assertThat(runner.run("config", "--stack", "web", "--host", "vps").output())
                .contains(value("DB_PASSWORD", "/"));
    }

    @Test
    void whatStandsInTheFilesIsNotMasked() {
        runner.input = "labelled";
        run("secret", "set", "NAME_OF_A_SERVICE");
        assertThat(run("plan")).contains("home-web-labelled-1");
    }
}
