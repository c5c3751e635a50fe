package dev.gantry.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/requirements.md} has a line for each point, and what it names is there. */
class RequirementsTest {
    private static final Path DOCUMENT = Path.of("docs/requirements.md");
    private static final Map<String, Integer> POINTS =
            new LinkedHashMap<>(Map.of("S0", 24, "S1", 24, "S2", 29, "S3", 18, "S4", 29, "SX", 6));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (S[0-4X][^|]*) \\|.*\\|$");
    private static final Pattern ID = Pattern.compile("(S[0-4X])\\.(\\d+)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(\\.\\w+)?`");
    private static final Pattern CASE = Pattern.compile("`([\\w/-]+\\.case)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    @Test
    void everyPointHasALine() throws IOException {
        List<String> wanted = new ArrayList<>();
        POINTS.forEach((system, many) -> {
            for (int number = 1; number <= many; number++) {
                wanted.add(system + "." + number);
            }
        });
        List<String> told = new ArrayList<>();
        for (MatchResult row : all(ROW)) {
            told.addAll(ids(row.group(1)));
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** {@code S0.9, S0.10} and {@code S4.6–S4.9}. */
    private static List<String> ids(String cell) {
        List<String> ids = new ArrayList<>();
        for (String part : cell.split(",")) {
            List<MatchResult> ends = ID.matcher(part).results().toList();
            int from = Integer.parseInt(ends.getFirst().group(2));
            int to = Integer.parseInt(ends.getLast().group(2));
            for (int number = from; number <= to; number++) {
                ids.add(ends.getFirst().group(1) + "." + number);
            }
        }
        return ids;
    }

    @Test
    void theTestsAreThere() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.map(Path::toString).collect(Collectors.joining("\n"));
        }
        for (MatchResult test : all(TEST)) {
            assertThat(sources).contains("/" + test.group(1) + ".java");
        }
        for (MatchResult one : all(CASE)) {
            assertThat(Path.of("src/test/resources/golden", one.group(1))).exists();
        }
    }

    @Test
    void theLinksLeadSomewhere() throws IOException {
        for (MatchResult link : all(LINK)) {
            assertThat(DOCUMENT.resolveSibling(link.group(1))).exists();
        }
    }

    private static List<MatchResult> all(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(DOCUMENT));
        return matcher.results().toList();
    }
}
