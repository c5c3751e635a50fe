package dev.gantry.server.registry;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * Reads one mapping by type. What is wrong is a problem, and reads as absent; null is absent.
 *
 * @param what what messages call the mapping: {@code service "chat"}
 */
record Shape(MapNode node, String what, Problems problems) {

    /**
     * The mapping that a whole input is.
     *
     * @throws InputException when it is none
     */
    static Shape of(Node value, String what, Problems problems) {
        if (value instanceof MapNode map) {
            return new Shape(map, what, problems);
        }
        problems.add(noMapping(value, what));
        throw new InputException(problems.all());
    }

    static Problem noMapping(Node value, String what) {
        String message = what + " is " + value.kindInWords();
        return Problem.error(value.location(), message, "write a mapping");
    }

    /** The same, called by its name where it has one. */
    Shape called(String kind, String name) {
        return name.isEmpty() ? this : new Shape(node, kind + " \"" + name + "\"", problems);
    }

    /** Tells every key that is none of these. */
    Shape allowing(List<String> keys) {
        node.entries()
                .forEach((key, entry) -> {
                    if (!keys.contains(key)) {
                        String message = what + " has no key \"" + key + "\"";
                        problems.error(entry.key(), message, DidYouMean.hint(key, keys));
                    }
                });
        return this;
    }

    boolean has(String key) {
        Node value = node.get(key);
        return value != null && !isNothing(value);
    }

    Location at(String key) {
        Node value = node.get(key);
        return value == null ? node.location() : value.location();
    }

    void wrong(String key, String message, String hint) {
        problems.error(at(key), what + ": " + message, hint);
    }

    /** A text that may be absent, and then is empty. */
    String text(String key, Predicate<String> rule, String needed) {
        String text = scalar(key);
        if (!text.isEmpty() && !rule.test(text)) {
            wrong(key, key + " \"" + shown(text) + "\" is not right", needed);
            return "";
        }
        return text;
    }

    /** A text that has to be there. */
    String required(String key, Predicate<String> rule, String needed) {
        if (!has(key) || (node.get(key) instanceof ScalarNode one && one.text().isEmpty())) {
            wrong(key, key + " is missing", needed);
            return "";
        }
        return text(key, rule, needed);
    }

    boolean flag(String key) {
        if (!has(key)) {
            return false;
        }
        if (node.get(key) instanceof ScalarNode scalar
                && scalar.kind() == ScalarNode.Kind.BOOLEAN) {
            return scalar.text().equals("true");
        }
        mistyped(key, "true or false");
        return false;
    }

    /** A whole number of a range; empty when absent. */
    OptionalInt number(String key, int least, int most) {
        Node value = node.get(key);
        return value == null || isNothing(value)
                ? OptionalInt.empty()
                : number(key, value, least, most);
    }

    private OptionalInt number(String key, Node value, int least, int most) {
        String needed =
                most == Integer.MAX_VALUE
                        ? "a whole number from " + least + " up"
                        : "a whole number from " + least + " to " + most;
        if (!(value instanceof ScalarNode scalar) || scalar.kind() != ScalarNode.Kind.INTEGER) {
            mistyped(key, value, needed);
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(scalar.text());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException tooLarge) {
            // told below, with the range
        }
        String message = what + ": " + key + " is " + shown(scalar.text());
        problems.error(value.location(), message, "write " + needed);
        return OptionalInt.empty();
    }

    /** A number above 0. */
    double positive(String key, double otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (node.get(key) instanceof ScalarNode scalar
                && (scalar.kind() == ScalarNode.Kind.INTEGER
                        || scalar.kind() == ScalarNode.Kind.FLOAT)) {
            double number = parsed(scalar.text());
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
            wrong(key, key + " is " + shown(scalar.text()), "write a number above 0");
        } else {
            mistyped(key, "a number above 0");
        }
        return otherwise;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException special) {
            return Double.NaN;
        }
    }

    /** A list's values; empty when absent. */
    List<Node> items(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (node.get(key) instanceof ListNode list) {
            return list.items();
        }
        mistyped(key, "a list");
        return List.of();
    }

    /** A list of texts, none of them twice. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            String text = words(key, item);
            if (texts.contains(text)) {
                String message = what + ": " + key + " has \"" + text + "\" twice";
                problems.error(item.location(), message, "leave one of them out");
            } else if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A mapping of names to texts. */
    SequencedMap<String, String> pairs(String key) {
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        map(key).forEach((name, entry) -> {
            boolean named = isWords(key, name, entry.key());
            boolean empty = entry.value() instanceof ScalarNode one && one.text().isEmpty();
            String value = empty ? "" : words(key, entry.value());
            if (named) {
                pairs.put(name, value);
            }
        });
        return pairs;
    }

    /** A mapping of names to whole numbers from 1 up. */
    SequencedMap<String, Integer> counts(String key) {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        map(key).forEach((name, entry) -> {
            OptionalInt count = number(key, entry.value(), 1, Integer.MAX_VALUE);
            if (isWords(key, name, entry.key()) && count.isPresent()) {
                counts.put(name, count.getAsInt());
            }
        });
        return counts;
    }

    private SequencedMap<String, MapNode.Entry> map(String key) {
        if (!has(key)) {
            return new LinkedHashMap<>();
        }
        if (node.get(key) instanceof MapNode map) {
            return map.entries();
        }
        mistyped(key, "a mapping");
        return new LinkedHashMap<>();
    }

    private String words(String key, Node value) {
        if (value instanceof ScalarNode scalar && !scalar.isNull()) {
            return isWords(key, scalar.text(), value.location()) ? scalar.text() : "";
        }
        mistyped(key, value, "a string");
        return "";
    }

    private boolean isWords(String key, String text, Location place) {
        boolean right = Spelling.isWords(text);
        if (!right) {
            String message = what + ": " + key + " has \"" + shown(text) + "\"";
            problems.error(
                    place, message, "write 1 to " + Spelling.LONGEST + " characters on one line");
        }
        return right;
    }

    /**
     * A number or a flag counts as it is written: YAML takes {@code 7} and {@code yes} for such.
     */
    private String scalar(String key) {
        if (!has(key)) {
            return "";
        }
        if (node.get(key) instanceof ScalarNode scalar) {
            return scalar.text();
        }
        mistyped(key, "a string");
        return "";
    }

    private void mistyped(String key, String needed) {
        Node value = node.get(key);
        mistyped(key, value == null ? node : value, needed);
    }

    private void mistyped(String key, Node value, String needed) {
        String message = what + ": " + key + " is " + value.kindInWords();
        problems.error(value.location(), message, "write " + needed);
    }

    /** On one line, and not endless. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(100)
                .map(one -> Spelling.isUnprintable(one) ? '\uFFFD' : one)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isNothing(Node value) {
        return value instanceof ScalarNode scalar && scalar.isNull();
    }
}
