package dev.gantry.compose;

import dev.gantry.compose.ConfigOptions.Format;
import dev.gantry.compose.ConfigOptions.What;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.doc.YamlReader;
import dev.gantry.doc.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The whole loader on files that somebody made up. What must hold of all of them: wrong files are
 * refused with problems that say where, nothing else is thrown; what is printed can be read again,
 * and comes to the same model.
 */
public final class LoaderFuzz {
    private static final FuzzScratch SCRATCH = new FuzzScratch();
    private static final ConfigOptions YAML = new ConfigOptions(What.MODEL, Format.YAML, "");
    private static final ConfigOptions JSON = new ConfigOptions(What.MODEL, Format.JSON, "");

    private LoaderFuzz() {}

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = FuzzInput.parse(bytes);
        Path directory = SCRATCH.with(input);
        LoadRequest request = request(input, directory);
        String printed;
        try {
            printed = ConfigView.render(request, YAML).text();
        } catch (InputException refused) {
            isUseful(refused);
            return;
        }
        String json;
        try {
            json = ConfigView.render(request, JSON).text();
        } catch (InputException infinite) {
            isUseful(infinite); // YAML has numbers that JSON has not
            return;
        }
        same("JSON", json, JsonWriter.pretty(JsonReader.read("printed.json", json)));
        if (hasLossyKey(YamlReader.documents("printed.yaml", printed))) {
            return;
        }
        isSameWhenReadAndWritten(printed);
        if (request.options().equals(LoadOptions.DEFAULT)) {
            Loaded loaded = ComposeLoader.load(request);
            isFixedPoint(printed, loaded.project().name(), request);
        }
    }

    private static LoadRequest request(FuzzInput input, Path directory) {
        try {
            return ConfigArguments.parse(input.arguments()).request(directory, input.environment());
        } catch (UsageException | NoSuchElementException _) {
            return LoadRequest.in(directory, input.environment());
        }
    }

    private static void isUseful(InputException refused) {
        if (refused.problems().stream().noneMatch(Problem::isError)) {
            throw new AssertionError("refused without an error", refused);
        }
        for (Problem problem : refused.problems()) {
            if (problem.message().isBlank() || problem.location().source().isBlank()) {
                throw new AssertionError("a problem that does not say what and where", refused);
            }
        }
    }

    private static void isSameWhenReadAndWritten(String yaml) {
        List<Node> documents = YamlReader.documents("printed.yaml", yaml);
        String again = documents.isEmpty() ? yaml : YamlWriter.write(documents.getFirst());
        same("YAML, read and written", yaml, again);
    }

    /**
     * What was printed is a Compose file, and says of itself what it was printed from. Once: an
     * external resource gets the name that goes without saying only when it is printed the second
     * time, as in Docker Compose.
     */
    private static void isFixedPoint(String printed, String name, LoadRequest request) {
        String again = printedOf(printed, name, request);
        same("printed a third time", again, printedOf(again, name, request));
    }

    /**
     * Whether there is a key that is not read as it was printed, as in Docker Compose: the printer
     * doubles dollar signs, last of all and in keys too, and the reader halves only those of
     * values; a line {@code =value} of an env file makes a variable without a name, which a Compose
     * file may not have.
     */
    private static boolean hasLossyKey(List<Node> nodes) {
        return nodes.stream().anyMatch(LoaderFuzz::hasLossyKey);
    }

    private static boolean hasLossyKey(Node node) {
        return switch (node) {
            case MapNode map ->
                    map.keys().stream().anyMatch(key -> key.isEmpty() || key.contains("$"))
                            || map.values().stream().anyMatch(one -> hasLossyKey(one.value()));
            case ListNode list -> list.items().stream().anyMatch(LoaderFuzz::hasLossyKey);
            case ScalarNode _ -> false;
        };
    }

    private static String printedOf(String model, String name, LoadRequest request) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("compose.yaml", latin(model));
        LoadRequest again =
                new LoadRequest(
                        SCRATCH.with(new FuzzInput(files)),
                        List.of(),
                        "",
                        name,
                        request.profiles(),
                        List.of(),
                        withoutItsFiles(request.environment()),
                        List.of());
        return ConfigView.render(again, YAML).text();
    }

    /** The variables, but for those that name files, which are not there any more. */
    private static Map<String, String> withoutItsFiles(Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(environment);
        rest.keySet().removeAll(List.of("COMPOSE_FILE", "COMPOSE_ENV_FILES"));
        return rest;
    }

    /** Each byte of its UTF-8 as one character. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void same(String what, String expected, String got) {
        if (!Objects.equals(expected, got)) {
            throw new AssertionError(what + "\n--- first\n" + expected + "\n--- then\n" + got);
        }
    }
}
