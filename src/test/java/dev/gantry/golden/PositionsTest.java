package dev.gantry.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every problem that a golden case expects says where it is: {@code file:line:column} for what is
 * written in a file; the folder, the arguments or the variable for what is not.
 */
class PositionsTest {
    /** What an exit code of 65 promises: at least one problem, each with its place. */
    private static final String INPUT_IS_WRONG = "= 65";

    private static final Pattern PLACE =
            Pattern.compile(
                    "(standard input|[^: ]+):[1-9][0-9]*:[1-9][0-9]*" // in a file
                            + "|(empty|missing)\\.yaml" // a file without a line
                            + "|(\\$DIR|DIR|/srv/shop|/tmp)(/[a-z0-9]+)?" // a folder
                            + "|[a-z0-9-]+@[a-z0-9-]+" // what an engine has of a deployment
                            + "|--[a-z-]+( \\S+)?|gantry (node|key) [a-z]+|the arguments|[A-Z_]+ in the environment");

    private static final Pattern PROBLEM = Pattern.compile("(?:error|warning): (?:(.+?): )?.*");
    private static final Pattern COMMAND = Pattern.compile("! (?:(.+?): )?(?:error|warning): .*");
    private static final Pattern JSON =
            Pattern.compile("! \\{\"event\":\"(?:error|warning)\".*?(?:\"file\":\"([^\"]*)\".*)?}");

    private static final String JSON_POSITION = "\",\"line\":(\\d+),\"column\":(\\d+)";

    @TestFactory
    Stream<DynamicTest> files() {
        return Stream.of("compose", "fleet", "check")
                .flatMap(CaseFile::all)
                .map(one -> test(one, places(PROBLEM, one.expected().lines().toList())));
    }

    @TestFactory
    Stream<DynamicTest> commands() {
        return Stream.of("cli/run", "cli/wrong")
                .flatMap(CaseFile::all)
                .map(one -> test(one, placesOfCommands(one)));
    }

    @Test
    void aProblemWithoutAPlaceIsFound() {
        assertThat(places(PROBLEM, List.of("error: no such file"))).containsExactly("");
        assertThat(places(PROBLEM, List.of("error: a.env:2: odd"))).containsExactly("a.env:2");
        assertThat(placesOfCommand("! error: odd\n= 65")).containsExactly("");
        assertThat(placesOfCommand("= 65")).containsExactly("nothing told");
        assertThat(placesOfCommand("! error: unknown command\n= 64")).isEmpty();
        assertThat(List.of("", "a.env:2", "nothing told")).noneMatch(PositionsTest::isPlace);
        assertThat(List.of("a.env:2:1", "the arguments")).allMatch(PositionsTest::isPlace);
    }

    private static DynamicTest test(CaseFile one, List<String> places) {
        return DynamicTest.dynamicTest(
                one.title(), () -> assertThat(places).allMatch(PositionsTest::isPlace));
    }

    private static boolean isPlace(String text) {
        return PLACE.matcher(text).matches();
    }

    private static List<String> placesOfCommands(CaseFile one) {
        List<String> places = new ArrayList<>();
        for (String run : one.expected().split("(?m)^\\$ ")) {
            places.addAll(placesOfCommand(run));
        }
        return places;
    }

    /** Refused command lines and failed operations have no place; wrong input always has. */
    private static List<String> placesOfCommand(String run) {
        boolean input = run.lines().anyMatch(INPUT_IS_WRONG::equals);
        List<String> places = new ArrayList<>();
        for (Pattern form : List.of(COMMAND, JSON)) {
            for (String place : places(form, run.lines().toList())) {
                if (input || !place.isEmpty()) {
                    places.add(place);
                }
            }
        }
        return input && places.isEmpty() ? List.of("nothing told") : places;
    }

    private static List<String> places(Pattern form, List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll(JSON_POSITION, ":$1:$2\""))
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1) == null ? "" : matcher.group(1))
                .toList();
    }
}
