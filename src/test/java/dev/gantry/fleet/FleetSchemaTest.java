package dev.gantry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.YamlReader;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and reference say what the loader does. */
class FleetSchemaTest {
    private static final Path REFERENCE = Path.of("docs/reference");
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(FleetSchema.text());

    @TestFactory
    Stream<DynamicTest> published() {
        return Stream.of(
                published("gantry.schema.json", FleetSchema.text()),
                published("gantry.yaml.md", FleetReference.text()));
    }

    private static DynamicTest published(String name, String text) {
        Path file = REFERENCE.resolve(name);
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    if ("rewrite".equals(System.getenv("GANTRY_GOLDEN"))) {
                        Files.writeString(file, text);
                    }
                    assertThat(file).as("./dev golden writes it").hasContent(text);
                });
    }

    @TestFactory
    Stream<DynamicTest> whatTheLoaderTakesTheSchemaTakes() throws IOException {
        return files().entrySet().stream()
                .filter(one -> isTaken(one.getValue()))
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.getKey(), () -> assertThat(refused(one.getValue())).isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stack: {a: {compose: [a.yaml]}}",
                "stacks: {}",
                "stacks: {a: {}}",
                "stacks: {a: {compose: []}}",
                "stacks: {a: {compose: [[a.yaml]]}}",
                "stacks: {a: {compose: [{when: {gpu: nvidia}}]}}",
                "stacks: {a: {compose: [{file: a.yaml, wenn: {}}]}}",
                "stacks: {a: {compose: [{file: a.yaml, when: {gpu: {}}}]}}",
                "stacks: {a: {compose: a.yaml, project: Shop}}",
                "stacks: {a: {compose: a.yaml, needs: [b@ready]}, b: {compose: b.yaml}}",
                "{hosts: {a: {engine: http://a}}, stacks: {a: {compose: a.yaml}}}",
                "{hosts: {a: {labels: [a]}}, stacks: {a: {compose: a.yaml}}}",
                "{hosts: [a], stacks: {a: {compose: a.yaml}}}",
                "{networks: {a: {drivr: bridge}}, stacks: {a: {compose: a.yaml}}}",
                "{env_file: [{required: false}], stacks: {a: {compose: a.yaml}}}",
                "{secrets: [{keychain: a}], stacks: {a: {compose: a.yaml}}}",
                "{secrets: [{infisical: {project: a}}], stacks: {a: {compose: a.yaml}}}",
                "{secrets: [{infisical: {project: a, environment: b, timeout: soon}}], stacks: {a: {compose: a.yaml}}}",
                "{secrets: [{infisical: {project: a, environment: b, required: x}}], stacks: {a: {compose: a.yaml}}}",
                "{secrets: [{infisical: }], stacks: {a: {compose: a.yaml}}}",
                "{hosts: {a: {shares: {f: /mnt/f}}}, stacks: {a: {compose: a.yaml}}}",
                "{hosts: {a: {shares: {f: {path: /mnt/f, type: cfis}}}}, stacks: {a: {compose: a.yaml}}}",
                "{accept: [{check: port-twice}], stacks: {a: {compose: a.yaml}}}",
                "{accept: [{check: port-twice, reason: x, stak: a}], stacks: {a: {compose: a.yaml}}}",
                "{accept: [port-twice], stacks: {a: {compose: a.yaml}}}",
                "[stacks]"
            })
    void whatTheSchemaRefusesTheLoaderRefuses(String text) {
        assertThat(refused(text)).isNotEmpty();
        assertThat(isTaken(text)).isFalse();
    }

    /** By the reader alone: whether files are there is no matter of form. */
    private static boolean isTaken(String text) {
        try {
            Node root =
                    YamlReader.read("gantry.yaml", text)
                            .orElse(MapNode.empty(Location.of("gantry.yaml")));
            Problems problems = new Problems();
            if (root instanceof MapNode map) {
                FleetReader.form(Path.of("/fleet/gantry.yaml"), map, problems);
            }
            return root instanceof MapNode && !problems.hasErrors();
        } catch (InputException _) {
            return false;
        }
    }

    private static List<String> refused(String text) {
        Node root = YamlReader.read("gantry.yaml", text).orElseThrow();
        return SCHEMA.validate(JsonWriter.compact(root), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** Those of the examples and of every golden case, by where they are. */
    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (Stream<Path> examples = Files.walk(Path.of("examples"))) {
            for (Path one :
                    examples.filter(file -> file.endsWith("gantry.yaml")).sorted().toList()) {
                files.put(one.toString(), Files.readString(one));
            }
        }
        assertThat(files).isNotEmpty();
        for (String room : List.of("fleet", "plan", "cli", "check")) {
            CaseFile.all(room)
                    .filter(one -> one.sections().containsKey("gantry.yaml"))
                    .forEach(one -> files.put(one.file().toString(), one.section("gantry.yaml")));
        }
        return files;
    }
}
