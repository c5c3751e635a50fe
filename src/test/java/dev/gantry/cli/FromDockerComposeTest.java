package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/from-docker-compose.md} has every command and flag that Gantry has, and no other. */
class FromDockerComposeTest {
    private static final Path PAGE = Path.of("docs/from-docker-compose.md");
    private static final String GLOBAL = "Before every command";
    private static final String OURS = "Only in Gantry";

    /** Heading to the rows below it, each as its cells. */
    private static Map<String, List<List<String>>> sections() throws IOException {
        Map<String, List<List<String>>> sections = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                rows = new ArrayList<>();
                sections.put(line.substring(3).replace("`", ""), rows);
            } else if (line.startsWith("| `")) {
                rows.add(Stream.of(line.substring(1).split("\\|")).map(String::strip).toList());
            }
        }
        return sections;
    }

    private static String bare(String cell) {
        return cell.replace("`", "");
    }

    @Test
    void everyCommandHasItsPlace() throws IOException {
        Map<String, List<List<String>>> sections = sections();
        List<String> own =
                sections.getOrDefault(OURS, List.of()).stream()
                        .map(List::getFirst)
                        .map(FromDockerComposeTest::bare)
                        .toList();
        for (Verb verb : Verb.values()) {
            assertThat(sections.containsKey(verb.word()) || own.contains(verb.word()))
                    .as("a section or a row for " + verb.word())
                    .isTrue();
        }
        assertThat(own).doesNotContainAnyElementsOf(sections.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyFlagHasItsRow() throws IOException {
        Map<String, List<List<String>>> sections = sections();
        return Stream.of(Verb.values())
                .filter(verb -> sections.containsKey(verb.word()))
                .map(verb ->
                        DynamicTest.dynamicTest(
                                verb.word(),
                                () ->
                                        assertThat(present(sections, verb.word()))
                                                .isEqualTo(
                                                        names(
                                                                Cli.command(verb)
                                                                        .manual()
                                                                        .options()))));
    }

    @Test
    void theOptionsOfEveryCommandHaveTheirRows() throws IOException {
        assertThat(present(sections(), GLOBAL)).isEqualTo(names(Global.OPTIONS));
    }

    @Test
    void whatIsNotThereIsNotThere() throws IOException {
        List<String> verbs = Stream.of(Verb.values()).map(Verb::word).toList();
        String page = Files.readString(PAGE);
        for (String section : sections().keySet()) {
            boolean absent = page.contains("## `" + section + "`\n\nNot there.");
            assertThat(absent && verbs.contains(section)).as(section).isFalse();
        }
    }

    /** The flags that the section says are there; those of every command count there alone. */
    private static SequencedSet<String> present(
            Map<String, List<List<String>>> sections, String section) {
        List<String> global = Global.OPTIONS.stream().map(Option::flagText).toList();
        TreeSet<String> flags = new TreeSet<>();
        for (List<String> row : sections.getOrDefault(section, List.of())) {
            String flag = bare(row.getFirst());
            boolean elsewhere =
                    !section.equals(GLOBAL)
                            && global.contains(flag)
                            && row.size() > 2
                            && row.get(2).startsWith("An option of every command");
            if (!row.get(1).equals("not there") && !elsewhere) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static SequencedSet<String> names(List<Option> options) {
        return new TreeSet<>(options.stream().map(Option::flagText).toList());
    }
}
