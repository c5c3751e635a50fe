package dev.gantry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** A host's settings win over the fleet's, key by key. */
class DaemonSettingsTest {

    private static SequencedMap<String, Host> hosts(String text) {
        MapNode root = (MapNode) YamlReader.read("gantry.yaml", text).orElseThrow();
        Problems problems = new Problems();
        Fleet fleet = FleetReader.form(Path.of("/srv/gantry.yaml"), root, problems);
        assertThat(problems.all()).isEmpty();
        return fleet.hosts();
    }

    @Test
    void eachKeyOfAHostWins() {
        SequencedMap<String, Host> hosts =
                hosts(
                        """
                        daemon:
                          log-driver: json-file
                          log-opts: {max-size: 10m, max-file: "3"}
                          storage-driver: overlay2
                          registry-mirrors: [http://a]
                        hosts:
                          one: {engine: local}
                          two: {engine: local, daemon: {log-driver: local, log-opts: {max-size: 1m}, insecure-registries: b}}
                        stacks: {web: {compose: [web.yaml], hosts: [one]}}
                        """);
        DaemonSettings one = hosts.firstEntry().getValue().daemon();
        assertThat(one.logDriver()).isEqualTo("json-file");
        assertThat(one.logOptions())
                .containsExactly(Map.entry("max-size", "10m"), Map.entry("max-file", "3"));
        assertThat(one.insecureRegistries()).isEmpty();
        DaemonSettings two = hosts.lastEntry().getValue().daemon();
        assertThat(two.logDriver()).isEqualTo("local");
        assertThat(two.logOptions()).containsExactly(Map.entry("max-size", "1m"));
        assertThat(two.storageDriver()).isEqualTo("overlay2");
        assertThat(two.registryMirrors()).isEqualTo(List.of("http://a"));
        assertThat(two.insecureRegistries()).isEqualTo(List.of("b"));
    }

    @Test
    void theOnlyEngineHasTheFleets() {
        SequencedMap<String, Host> hosts =
                hosts("daemon: {log-driver: local}\nstacks: {web: {compose: [web.yaml]}}\n");
        assertThat(hosts.firstEntry().getValue().daemon().logDriver()).isEqualTo("local");
        SequencedMap<String, Host> plain = hosts("stacks: {web: {compose: [web.yaml]}}\n");
        assertThat(plain.firstEntry().getValue().daemon()).isEqualTo(DaemonSettings.ANY);
    }
}
