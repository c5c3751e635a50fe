package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Env files of the format {@code raw}: what stands after the first {@code =} of a line is the
 * value, quotes, spaces, {@code #} and all; a name alone takes the value it has outside.
 */
final class RawEnv {
    private final DotEnv.Source source;
    private final Map<String, String> outside;
    private final Problems problems;
    private final SequencedMap<String, ScalarNode> found = new LinkedHashMap<>();

    private RawEnv(DotEnv.Source source, Map<String, String> outside, Problems problems) {
        this.source = source;
        this.outside = outside;
        this.problems = problems;
    }

    /** The variables of the text, in order; each value knows where it begins. */
    static SequencedMap<String, ScalarNode> parse(
            String text, DotEnv.Source source, Map<String, String> outside, Problems problems) {
        RawEnv parser = new RawEnv(source, outside, problems);
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int number = 0;
        for (String line : body.split("\n", -1)) {
            number++;
            parser.line(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, number);
        }
        return parser.found;
    }

    private void line(String line, int number) {
        String entry = line.stripLeading();
        if (entry.isEmpty() || entry.startsWith("#")) {
            return;
        }
        int cut = entry.indexOf('=');
        String name = cut < 0 ? entry : entry.substring(0, cut);
        int begin = line.length() - entry.length();
        if (name.isEmpty()) {
            problems.error(place(line, begin, number), "no variable name", hint());
        } else if (name.chars().anyMatch(Character::isWhitespace)) {
            String message = "variable \"" + name + "\" contains whitespace";
            problems.error(place(line, begin, number), message, hint());
        } else if (cut >= 0) {
            Location value = place(line, begin + cut + 1, number);
            found.put(name, ScalarNode.string(entry.substring(cut + 1), value));
        } else if (outside.containsKey(name)) {
            String value = outside.getOrDefault(name, "");
            found.put(name, ScalarNode.string(value, place(line, begin, number)));
        }
    }

    private Location place(String line, int index, int number) {
        return new Location(source.file(), number, line.codePointCount(0, index) + 1);
    }

    private String hint() {
        return source.named("write NAME=value");
    }
}
