package dev.gantry.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * A golden case: text in, text out, one behaviour per file.
 *
 * <pre>
 * # The behaviour in one sentence.
 * --- compose.yaml
 * services: …
 * --- expected
 * …
 * </pre>
 *
 * <p>The last section is the expectation; the sections before it are the input, by name. With
 * {@code GANTRY_GOLDEN=rewrite} in the environment ({@code ./dev golden}) the expectation is
 * written instead of compared.
 */
public record CaseFile(Path file, String behaviour, SequencedMap<String, String> sections) {
    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final String SECTION = "--- ";

    /**
     * One test for each case below {@code golden/<room>}.
     *
     * @param answer from the case to what must stand in its last section
     */
    public static Stream<DynamicTest> tests(String room, Function<CaseFile, String> answer) {
        return all(room).map(one -> DynamicTest.dynamicTest(one.title(), () -> one.check(answer)));
    }

    /** The cases below {@code golden/<room>}; there is at least one. */
    public static Stream<CaseFile> all(String room) {
        List<Path> files = filesBelow(ROOT.resolve(room));
        Assertions.assertThat(files).as("cases of " + room).isNotEmpty();
        return files.stream().map(CaseFile::read);
    }

    /**
     * Reads one case; a file without a sentence on top or without sections is a mistake in the
     * case.
     */
    public static CaseFile read(Path file) {
        List<String> lines = linesOf(file);
        if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
            throw new IllegalArgumentException(
                    file + ": the first line must say the behaviour: # …");
        }
        SequencedMap<String, StringBuilder> sections = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(SECTION)) {
                sections.put(line.substring(SECTION.length()).strip(), new StringBuilder());
            } else if (!sections.isEmpty()) {
                sections.lastEntry().getValue().append(line).append('\n');
            }
        }
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        sections.forEach((name, text) -> texts.put(name, text.toString()));
        return new CaseFile(file, lines.getFirst().substring(2), texts);
    }

    /** The section of that name, or an empty text. */
    public String section(String name) {
        return sections.getOrDefault(name, "");
    }

    /** Every section but the expectation: the input files by name. */
    public SequencedMap<String, String> inputs() {
        SequencedMap<String, String> inputs = new LinkedHashMap<>(sections);
        inputs.pollLastEntry();
        return inputs;
    }

    /** The last section. */
    public String expected() {
        return sections.lastEntry().getValue();
    }

    /** The case by file and behaviour. */
    public String title() {
        return ROOT.relativize(file) + ": " + behaviour;
    }

    private void check(Function<CaseFile, String> answer) {
        String got = answer.apply(this);
        String text = got.isEmpty() || got.endsWith("\n") ? got : got + "\n";
        if ("rewrite".equals(System.getenv("GANTRY_GOLDEN"))) {
            rewrite(text);
            return;
        }
        Assertions.assertThat(text).as(title()).isEqualTo(expected());
    }

    private void rewrite(String expectation) {
        StringBuilder text = new StringBuilder("# " + behaviour + "\n");
        for (Map.Entry<String, String> section : inputs().entrySet()) {
            text.append(SECTION).append(section.getKey()).append('\n').append(section.getValue());
        }
        text.append(SECTION).append(sections.lastEntry().getKey()).append('\n').append(expectation);
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
