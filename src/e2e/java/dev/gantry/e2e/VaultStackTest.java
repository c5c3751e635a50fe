package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of a new vault, in containers on an engine that is reached by SSH. */
@ExtendWith(TwoHosts.class)
class VaultStackTest {
    private static final List<String> SERVICES = List.of("variable", "granted", "other");

    private final Scenario fleet;
    private final Path folder;
    private final Path own;
    private final LabHost host;

    /** Every value that a secret has had. */
    private final List<String> values = new ArrayList<>();

    VaultStackTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder.resolve("fleet"), hosts);
        own = folder.resolve("own");
        this.folder = folder;
        host = hosts.one();
    }

    @BeforeEach
    void write() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: safe
                hosts: {one: {engine: "${ONE}"}}
                secrets: [{vault: {file: secrets.vault, key_file: ../own/vault.key}}]
                stacks:
                  keys: {compose: [compose.yaml], secrets: /keys}
                """);
        fleet.file(
                "compose.yaml",
                """
                x-sleeper: &sleeper
                  image: lab/toolbox:1
                  init: true
                  stop_grace_period: 0s
                services:
                  variable:
                    <<: *sleeper
                    environment: {TOKEN: "${API_TOKEN:?}"}
                    command: [sh, -c, "echo token is $$TOKEN; exec sleep infinity"]
                  granted:
                    <<: *sleeper
                    secrets: [db]
                    command: [sh, -c, "echo password is $$(cat /run/secrets/db); exec sleep infinity"]
                  other:
                    <<: *sleeper
                    command: [sleep, infinity]
                secrets: {db: {environment: DB_PASSWORD}}
                """);
    }

    @AfterEach
    void clean() {
        gantry("down", "-v", "--yes").exits(0);
    }

    /** With what is kept of this user in a folder of the test; no value is printed. */
    private Command.Run gantry(String... arguments) {
        Command.Run run = command(arguments).run();
        assertThat(values).noneMatch(value -> (run.output() + run.error()).contains(value));
        return run;
    }

    private Command command(String... arguments) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("XDG_STATE_HOME", own.resolve("state").toString());
        environment.put("XDG_CONFIG_HOME", own.resolve("config").toString());
        return fleet.command(arguments).with(environment);
    }

    /** The value that a secret has now, which nothing else may print from now on. */
    private String value(String... nameAndPath) {
        List<String> words = new ArrayList<>(List.of("secret", "get"));
        words.addAll(List.of(nameAndPath));
        String value = command(words.toArray(String[]::new)).run().exits(0).output().strip();
        assertThat(value).hasSizeGreaterThan(8);
        values.add(value);
        return value;
    }

    private static String container(String service) {
        return "safe-keys-" + service + "-1";
    }

    private String exec(String service, String command) {
        return fleet.docker(host, "exec", container(service), "sh", "-c", command);
    }

    private Map<String, String> ids() {
        Map<String, String> ids = new LinkedHashMap<>();
        SERVICES.forEach(it -> ids.put(it, fleet.inspect(host, container(it)).text("Id")));
        return ids;
    }

    /** All that the engine tells of a container. */
    private String inspection(String service) {
        return fleet.docker(host, "container", "inspect", container(service));
    }

    /** The vault is made with its first secret, and the stack's path comes before the root. */
    private void fill() throws IOException {
        assertThat(gantry("plan").exits(65).error()).contains("API_TOKEN");
        Path file = own.resolve("password");
        Files.writeString(file, "correct horse battery\n");
        gantry("secret", "set", "DB_PASSWORD", "--from-file", file.toString()).exits(0);
        Files.delete(file);
        gantry("secret", "generate", "DB_PASSWORD", "--path", "/keys").exits(0);
        gantry("secret", "generate", "API_TOKEN", "--hex").exits(0);
        value("DB_PASSWORD");
    }

    @Test
    void containersSeeItAndNothingElseDoes() throws IOException {
        Files.createDirectories(own);
        fill();
        String token = value("API_TOKEN");
        String password = value("DB_PASSWORD", "--path", "/keys");

        assertThat(gantry("plan").exits(2).output()).contains("+ create safe-keys-variable-1");
        gantry("plan", "--json").exits(2);
        gantry("up", "--json").exits(0);
        assertThat(exec("variable", "printf %s \"$TOKEN\"")).isEqualTo(token);
        assertThat(exec("granted", "cat /run/secrets/db")).isEqualTo(password);
        assertThat(inspection("variable")).containsOnlyOnce(token).contains("TOKEN=" + token);
        assertThat(inspection("granted")).doesNotContain(token, password);
        assertThat(inspection("other")).doesNotContain(token, password);
        assertThat(gantry("logs").exits(0).output())
                .contains("token is ********", "password is ********");
        assertThat(fleet.docker(host, "logs", container("granted"))).contains(password);
        gantry("plan").exits(0);

        recreates("variable", "API_TOKEN");
        assertThat(exec("variable", "printf %s \"$TOKEN\"")).isEqualTo(value("API_TOKEN"));
        recreates("granted", "DB_PASSWORD", "--path", "/keys");
        assertThat(exec("granted", "cat /run/secrets/db"))
                .isEqualTo(value("DB_PASSWORD", "--path", "/keys"));
        assertThat(inspection("granted")).doesNotContain(values);
        assertThat(exec("granted", "cat /run/secrets/db")).isNotEqualTo(password);
        nothingIsWritten();
    }

    /** Another value of a secret, for which exactly one service is recreated. */
    private void recreates(String service, String... nameAndPath) {
        Map<String, String> before = ids();
        List<String> words = new ArrayList<>(List.of("secret", "rotate"));
        words.addAll(List.of(nameAndPath));
        assertThat(gantry(words.toArray(String[]::new)).exits(0).output())
                .contains("rotated", "keys@one", service);
        value(nameAndPath);
        assertThat(gantry("plan").exits(2).output())
                .containsOnlyOnce("~ recreate ")
                .contains("~ recreate " + container(service));
        gantry("up").exits(0);
        Map<String, String> changed = ids();
        changed.entrySet().removeIf(one -> one.getValue().equals(before.get(one.getKey())));
        assertThat(changed).containsOnlyKeys(service);
        gantry("plan").exits(0);
    }

    /** No file of the fleet, of Gantry's state and of its settings has a value in the clear. */
    private void nothingIsWritten() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(values).as(file.toString()).noneMatch(text::contains);
            }
        }
        assertThat(fleet.folder().resolve("secrets.vault")).content().startsWith("# Secrets");
    }
}
