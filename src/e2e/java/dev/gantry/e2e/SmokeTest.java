package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks of stacks on machines that are reached by SSH alone: what they publish on their loopback
 * is in nobody else's reach.
 */
@ExtendWith(TwoHosts.class)
class SmokeTest {
    private static final String FLEET =
            """
            fleet: smoke
            hosts:
              one: {engine: "${ONE}", labels: {gpu: none}}
              two: {engine: "${TWO}", labels: {gpu: nvidia}}
            stacks:
              web:
                compose: compose.yaml
                hosts: [one, two]
                checks:
                  - {name: site, http: "http://localhost:18081/", body: "Welcome to nginx", timeout: 40s}
                  - {name: head, http: "http://web/", method: HEAD, status: 200}
                  - {name: missing, http: "http://web/nowhere", status: 404}
                  - {name: secure, http: "https://front/", body: behind TLS, verify: false}
                  - {name: certificate, http: "https://front/", timeout: 30s, when: {gpu: nvidia}}
                  - {name: cache, tcp: "cache:6379", timeout: 40s}
                  - {name: nobody, tcp: "localhost:1", timeout: 1ms, when: {gpu: nvidia}}
                  - {name: ping, command: [valkey-cli, ping], service: cache, output: PONG}
            """;

    private static final String COMPOSE =
            """
            services:
              web:
                image: lab/nginx:1
                ports: ["127.0.0.1:18081:80"]
                depends_on: {seed: {condition: service_completed_successfully}}
              front:
                image: lab/caddy:1
                command: [caddy, run, --config, /etc/front, --adapter, caddyfile]
                ports: ["443"]
                configs: [{source: front, target: /etc/front}]
              cache:
                image: lab/valkey:1
                ports: ["127.0.0.1::6379"]
                stop_grace_period: 1s
              seed:
                image: lab/toolbox:1
                command: ["true"]
            configs:
              front:
                content: |
                  {
                    skip_install_trust
                    default_sni front
                  }
                  https://front {
                    tls internal
                    respond "behind TLS"
                  }
            """;

    private final Path folder;
    private final Scenario fleet;

    SmokeTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        fleet = new Scenario(folder, hosts);
    }

    @BeforeEach
    void write() {
        fleet.file("gantry.yaml", FLEET);
        fleet.file("compose.yaml", COMPOSE);
        fleet.gantry("up").exits(0);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void whatIsUpIsSeenToWorkAndWhatIsNotIsNamed() throws IOException {
        MapNode report = fleet.gantryJson(1, "smoke", "--json", "--timeout", "40");
        assertThat(results(report, "web@one"))
                .containsExactlyEntriesOf(
                        expected(
                                "skipped: gpu is none, nvidia is wanted",
                                "skipped: gpu is none, nvidia is wanted"));
        Map<String, String> two = results(report, "web@two");
        assertThat(two.get("certificate"))
                .startsWith("failed: TLS with front: ")
                .contains("certification path");
        assertThat(two.get("nobody")).isEqualTo("failed: nobody listens at 127.0.0.1:1 there");
        two.put("certificate", "");
        two.put("nobody", "");
        assertThat(two).containsExactlyEntriesOf(expected("", ""));
        List<Fields> services = Fields.of(report).maps("services");
        assertThat(services).hasSize(8);
        assertThat(services).allMatch(one -> one.text("image_id").startsWith("sha256:"));
        assertThat(files(".json")).hasSize(1);
        assertThat(files(".md")).hasSize(1);
        String kept = Files.readString(files(".json").getFirst());
        assertThat(JsonWriter.compact(JsonReader.read("evidence", kept)))
                .isEqualTo(JsonWriter.compact(report));
    }

    @Test
    void aServiceThatDiesIsFoundOut() throws IOException {
        String green = fleet.gantry("smoke", "--host", "one").exits(0).output();
        assertThat(green).contains("cache", "passed").doesNotContain("failed");
        fleet.docker(fleet.hosts().one(), "kill", "smoke-web-cache-1");
        Command.Run red = fleet.gantry("smoke", "--host", "one", "--timeout", "1").exits(1);
        assertThat(red.output())
                .containsPattern("containers +failed .*cache has exited with code 137")
                .containsPattern("cache +failed .*service cache does not run")
                .containsPattern("ping +failed .*service cache does not run")
                .containsPattern("site +passed");
        assertThat(red.error()).contains("Evidence: evidence/");
        assertThat(files(".md")).hasSize(2);
        assertThat(Files.readString(files(".md").getLast()))
                .contains("**Failed**", "cache has exited with code 137", "lab/valkey:1");
    }

    private static Map<String, String> expected(String certificate, String nobody) {
        Map<String, String> results = new LinkedHashMap<>();
        for (String name : List.of("containers", "site", "head", "missing", "secure")) {
            results.put(name, "passed: ");
        }
        results.put("certificate", certificate);
        results.put("cache", "passed: ");
        results.put("nobody", nobody);
        results.put("ping", "passed: ");
        return results;
    }

    private static Map<String, String> results(MapNode report, String deployment) {
        Map<String, String> results = new LinkedHashMap<>();
        for (Fields check : Fields.of(report).maps("checks")) {
            if (check.text("deployment").equals(deployment)) {
                results.put(
                        check.text("check"), check.text("result") + ": " + check.text("reason"));
            }
        }
        return results;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("evidence"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
