package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/loading.md}, the phases and their cases agree. */
class LoadingDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/loading.md");
    private static final Path CASES = Path.of("src/test/resources/golden/compose");
    private static final Path TESTS = Path.of("src/test/java/dev/gantry/compose");
    private static final Path SOURCES = Path.of("src/main/java/dev/gantry");

    /** Phases that change nothing: their cases explain what they refuse. */
    private static final Set<String> ONLY_REFUSE = Set.of("checks of values");

    private static final Pattern CLASS_NAMES =
            Pattern.compile("`([a-z]+\\.)?([A-Z]\\w+[a-z]\\w*)`");

    @Test
    void theDocumentExplainsEveryPhaseInItsOrder() throws IOException {
        List<String> expected = new ArrayList<>();
        for (String phase : ComposeLoader.PHASES) {
            expected.add((expected.size() + 1) + ". " + phase);
        }
        assertThat(
                        Files.readAllLines(DOCUMENT).stream()
                                .filter(line -> line.startsWith("## "))
                                .map(line -> line.substring("## ".length()))
                                .filter(heading -> heading.matches("\\d+\\. .*")))
                .isEqualTo(expected);
    }

    @TestFactory
    Stream<DynamicTest> everyPhaseHasItsCases() {
        return ComposeLoader.PHASES.stream()
                .map(phase ->
                        DynamicTest.dynamicTest(
                                phase,
                                () ->
                                        assertThat(CaseFile.all("compose/" + folder(phase)))
                                                .isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyPhaseHasAnExplanation() {
        return ComposeLoader.PHASES.stream()
                .map(phase -> DynamicTest.dynamicTest(phase, () -> isExplained(phase)));
    }

    private static void isExplained(String phase) {
        CaseFile one = CaseFile.read(CASES.resolve("explain/" + folder(phase) + ".case"));
        assertThat(one.section("args")).contains("--explain");
        assertThat(one.expected().lines())
                .anyMatch(line ->
                        ONLY_REFUSE.contains(phase)
                                ? line.startsWith("error: ")
                                : line.startsWith("  " + phase + "  "));
    }

    private static String folder(String phase) {
        return phase.replace(' ', '-');
    }

    @Test
    void theDocumentNamesClassesThatExist() throws IOException {
        List<String> names = new ArrayList<>();
        Matcher found = CLASS_NAMES.matcher(Files.readString(DOCUMENT));
        while (found.find()) {
            names.add(found.group(2));
        }
        assertThat(names).contains("ComposeLoader", "YamlReader", "Merge");
        assertThat(classes()).containsAll(names);
    }

    private static List<String> classes() throws IOException {
        List<String> names = new ArrayList<>(classesBelow(SOURCES));
        names.addAll(classesBelow(TESTS));
        return names;
    }

    private static List<String> classesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
        }
    }
}
