package dev.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.YamlReader;
import dev.gantry.golden.CaseFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryJsonTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    /** Sections: {@code node} or {@code key} in YAML or JSON; expected is what it is read as. */
    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("server/registry", RegistryJsonTest::answer);
    }

    private static String answer(CaseFile one) {
        try {
            MapNode read =
                    one.sections().containsKey("node")
                            ? RegistryJson.of(RegistryJson.node(yaml("node", one)))
                            : RegistryJson.of(
                                    RegistryJson.key(yaml("key", one), "k0a1b2c3", CREATED));
            return JsonWriter.pretty(read);
        } catch (InputException wrong) {
            return wrong.problems().stream()
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Node yaml(String section, CaseFile one) {
        return YamlReader.read(section, one.section(section)).orElseGet(Json::nil);
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        InferenceNode node = Nodes.full("gpu1");
        String json = JsonWriter.compact(RegistryJson.of(node));
        assertThat(RegistryJson.node(JsonReader.read("body", json))).isEqualTo(node);
    }

    @Test
    void theRegistryIsWrittenWithoutHashes() {
        ApiKey key =
                new ApiKey(
                        "k1",
                        "me",
                        ApiKey.Role.ADMIN,
                        true,
                        List.of("m"),
                        List.of("l"),
                        OptionalInt.of(5),
                        OptionalInt.empty(),
                        CREATED);
        String hash = KeyHash.of("gk-x");
        String json =
                JsonWriter.compact(
                        RegistryJson.of(
                                new Snapshot(7, List.of(Nodes.small("a")), Map.of(hash, key))));
        assertThat(json)
                .startsWith("{\"revision\":7,\"nodes\":[{\"name\":\"a\",")
                .endsWith(
                        "\"keys\":[{\"id\":\"k1\",\"name\":\"me\",\"role\":\"admin\",\"disabled\":true,"
                                + "\"models\":[\"m\"],\"lanes\":[\"l\"],\"requests_per_minute\":5,"
                                + "\"tokens_per_minute\":null,\"created\":\"2026-01-02T03:04:05Z\"}]}")
                .doesNotContain(hash);
    }

    @Test
    void anEventIsOneObject() {
        RegistryEvent event = new RegistryEvent(3, CREATED, "s1", "node.added", "a", "a is new");
        assertThat(JsonWriter.compact(RegistryJson.of(event)))
                .isEqualTo(
                        "{\"id\":3,\"at\":\"2026-01-02T03:04:05Z\",\"server\":\"s1\","
                                + "\"kind\":\"node.added\",\"subject\":\"a\",\"text\":\"a is new\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gpu1",
                "gpu1:8080",
                "me@gpu1",
                "gpu1/v1",
                "gpu 1",
                "[::1]",
                "fe80::1%eth0",
                "127.1",
                "0x7f000001",
                "0177.0.0.1",
                "2130706433",
                "gpu1.0x7f",
                "1.2.3.256",
                "-gpu",
                "gpu..lan",
                ".",
                "gpu\r\nHost: x",
                "gpu\u0000",
                "::ffff:1.2.3",
                "gpü",
                "a?b",
                "a#b"
            })
    void whatIsNoAddressIsRefused(String address) {
        Node json = RegistryJson.of(Nodes.small("a")).with("address", Json.of(address));
        assertThatThrownBy(() -> RegistryJson.node(json))
                .isInstanceOfSatisfying(
                        InputException.class,
                        wrong ->
                                assertThat(wrong.problems())
                                        .singleElement()
                                        .satisfies(one ->
                                                assertThat(one.message())
                                                        .startsWith("node \"a\": address ")
                                                        .doesNotContain("\r", "\n", "\u0000")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpu1",
                "gpu-1.lan",
                "gpu_1",
                "10.0.0.7",
                "::1",
                "fd00::7",
                "a.b.c.",
                "7up.x"
            })
    void whatIsAnAddressIsTaken(String address) {
        Node json = RegistryJson.of(Nodes.small("a")).with("address", Json.of(address));
        assertThat(RegistryJson.node(json).address()).isEqualTo(address);
    }
}
