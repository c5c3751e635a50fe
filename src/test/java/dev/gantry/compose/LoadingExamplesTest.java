package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.doc.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one-line examples of {@code docs/loading.md} hold: an attribute of a service, an arrow, and
 * what it becomes in a project in {@code /srv/shop}.
 */
class LoadingExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "(?m)^(?<line>(?<key>\\w+): .*?)\\s*# → (?<result>.*?)"
                            + "(, with (?<name>\\w+)=(?<value>\\w+))?$");
    private static final Pattern TOP = Pattern.compile("volumes: \\{.*|devices: .*");

    @TempDir Path scratch;

    @TestFactory
    Stream<DynamicTest> examplesHold() throws IOException {
        // A result may stand on a line of its own.
        String text = Files.readString(Path.of("docs/loading.md")).replaceAll("\n *# → ", "  # → ");
        List<Matcher> examples =
                EXAMPLE.matcher(text)
                        .results()
                        .map(found -> matched(found.group()))
                        .filter(found -> !TOP.matcher(found.group("line")).matches())
                        .toList();
        assertThat(examples).as("one-line examples").hasSizeGreaterThanOrEqualTo(9);
        return examples.stream()
                .map(one -> DynamicTest.dynamicTest(one.group("line"), () -> holds(one)));
    }

    private static Matcher matched(String example) {
        Matcher matcher = EXAMPLE.matcher(example);
        assertThat(matcher.matches()).isTrue();
        return matcher;
    }

    private void holds(Matcher example) throws IOException {
        String image = example.group("key").equals("image") ? "" : "    image: nginx\n";
        Files.writeString(
                scratch.resolve("compose.yaml"),
                "services:\n  web:\n" + image + "    " + example.group("line") + "\n");
        Map<String, String> environment =
                example.group("name") == null
                        ? Map.of()
                        : Map.of(example.group("name"), example.group("value"));
        List<String> args =
                List.of("-f", "compose.yaml", "--project-directory", "/srv/shop", "config");
        MapNode model =
                ComposeLoader.loadModel(ConfigArguments.parse(args).request(scratch, environment))
                        .model();
        Node web = Values.map(Values.map(model, "services"), "web");
        Node got = PathWords.child(web, example.group("key"));
        String result = example.group("result");
        boolean entries = result.matches("\\w+: .*");
        Node wanted =
                YamlReader.read("result", entries ? "{" + result + "}" : result).orElseThrow();
        assertThat(says(got, wanted)).as("%s, not %s", result, got).isTrue();
    }

    /**
     * A result may leave out what surrounds it: the only item of a list, the context of a build.
     */
    private static boolean says(Node got, Node wanted) {
        return switch (got) {
            case MapNode map when wanted instanceof MapNode other ->
                    other.entries().entrySet().stream()
                            .allMatch(entry ->
                                    map.has(entry.getKey())
                                            && says(
                                                    PathWords.child(map, entry.getKey()),
                                                    entry.getValue().value()));
            case MapNode map -> map.has("context") && says(PathWords.child(map, "context"), wanted);
            case ListNode list when wanted instanceof ListNode -> Escape.sameValue(list, wanted);
            case ListNode list -> list.items().size() == 1 && says(list.items().getFirst(), wanted);
            case ScalarNode scalar -> Values.text(scalar).equals(seen(wanted));
        };
    }

    /** Paths are written as they are in the file where only that matters. */
    private static String seen(Node wanted) {
        String text = Values.text(wanted);
        return text.startsWith("./") ? "/srv/shop" + text.substring(1) : text;
    }
}
