package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Env files that somebody made up, in both formats. What must hold: nothing is thrown, every value
 * and every problem says where in the file it stands, and values written out in single quotes read
 * as themselves.
 */
public final class EnvFileFuzz {
    private static final String FILE = "a.env";
    private static final Map<String, String> OUTSIDE = Map.of("HOME", "/home/user", "EMPTY", "");

    private EnvFileFuzz() {}

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        Problems problems = new Problems();
        SequencedMap<String, ScalarNode> found = parse(text, problems);
        problems.all().forEach(problem -> isUseful(problem, lines));
        isInside(found, lines);
        if (!problems.hasErrors()) {
            readsAsItself(found);
        }
        raw(text, lines);
    }

    private static void raw(String text, long lines) {
        Problems problems = new Problems();
        DotEnv.Source source = new DotEnv.Source(FILE, Location.of(FILE));
        try {
            isInside(RawEnv.parse(text, source, OUTSIDE, problems), lines);
        } catch (InputException tooMany) {
            tooMany.problems().forEach(problem -> isUseful(problem, lines));
        }
        problems.all().forEach(problem -> isUseful(problem, lines));
    }

    private static SequencedMap<String, ScalarNode> parse(String text, Problems problems) {
        DotEnv.Source source = new DotEnv.Source(FILE, Location.of(FILE));
        return DotEnv.parse(text, source, OUTSIDE, problems);
    }

    private static void isUseful(Problem problem, long lines) {
        if (problem.message().isBlank() || !isInside(problem.location(), lines)) {
            throw new AssertionError("a problem that does not say what and where: " + problem);
        }
    }

    private static void isInside(SequencedMap<String, ScalarNode> found, long lines) {
        found.forEach((name, value) -> {
            if (!isInside(value.location(), lines)) {
                throw new AssertionError(name + " stands nowhere: " + value.location());
            }
        });
    }

    private static boolean isInside(Location place, long lines) {
        return place.source().equals(FILE) && place.line() >= 1 && place.line() <= lines;
    }

    private static void readsAsItself(SequencedMap<String, ScalarNode> found) {
        StringBuilder written = new StringBuilder();
        SequencedMap<String, String> expected = new LinkedHashMap<>();
        found.forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*") && value.text().matches("[^'\\\\\r]*")) {
                written.append(name).append("='").append(value.text()).append("'\n");
                expected.put(name, value.text());
            }
        });
        SequencedMap<String, String> again = new LinkedHashMap<>();
        parse(written.toString(), new Problems())
                .forEach((name, value) -> again.put(name, value.text()));
        expected.keySet().removeAll(OUTSIDE.keySet());
        again.keySet().removeAll(OUTSIDE.keySet());
        if (!expected.equals(again)) {
            throw new AssertionError("written as\n" + written + "\nread as\n" + again);
        }
    }
}
