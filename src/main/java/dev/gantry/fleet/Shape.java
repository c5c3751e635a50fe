package dev.gantry.fleet;

import dev.gantry.compose.Durations;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads one mapping of the fleet file by type. What has the wrong type is a problem, and reads as
 * absent.
 *
 * @param what what messages call the mapping: {@code host "vps"}
 */
record Shape(MapNode node, String what, Problems problems) {

    /** Tells every key that is not in the table. */
    Shape allowing(Keys table) {
        List<String> keys = table.names();
        node.entries()
                .forEach((key, entry) -> {
                    if (!keys.contains(key)) {
                        problems.error(
                                entry.key(),
                                what + " has no key \"" + key + "\"",
                                DidYouMean.hint(key, keys));
                    }
                });
        return this;
    }

    /** Tells every key of the table that has to be there and is not. */
    Shape requiring(Keys table) {
        for (Keys.Key key : table.all()) {
            if (key.required() && !has(key.name())) {
                problems.error(node.location(), what + " has no " + key.name());
            }
        }
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

    String text(String key) {
        Node value = node.get(key);
        return value == null || isNothing(value) ? "" : text(key, value);
    }

    private String text(String key, Node value) {
        if (value instanceof ScalarNode scalar && !scalar.isNull()) {
            return scalar.text();
        }
        wrong(value, key, "a string");
        return "";
    }

    /** A span of time, longer than nothing; zero when absent. */
    Duration span(String key) {
        String text = text(key);
        try {
            Duration span = Durations.parse(text);
            if (span.isPositive()) {
                return span;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        if (!text.isEmpty()) {
            error(at(key), "\"" + text + "\" is no span of time", "as in 5s, 2m");
        }
        return Duration.ZERO;
    }

    /** The mapping of that key, empty when absent. */
    Shape map(String key, String called) {
        Node value = node.get(key);
        if (value instanceof MapNode map) {
            return new Shape(map, called, problems);
        }
        if (value != null && !isNothing(value)) {
            wrong(value, key, "a mapping");
        }
        return new Shape(MapNode.empty(node.location()), called, problems);
    }

    /** The items of a list; one that is no list is a list of one. */
    List<Node> items(String key) {
        Node value = node.get(key);
        if (value == null || isNothing(value)) {
            return List.of();
        }
        return value instanceof ListNode list ? list.items() : List.of(value);
    }

    /** A mapping of texts; keys without a value have the empty text. */
    SequencedMap<String, String> texts(String key) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        values(key).forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** The same, each where it is written. */
    SequencedMap<String, ScalarNode> values(String key) {
        SequencedMap<String, ScalarNode> values = new LinkedHashMap<>();
        Shape entries = map(key, key);
        for (Map.Entry<String, MapNode.Entry> one : entries.node().entries().entrySet()) {
            Node value = one.getValue().value();
            String text = isNothing(value) ? "" : entries.text(one.getKey(), value);
            values.put(one.getKey(), ScalarNode.string(text, value.location()));
        }
        return values;
    }

    /** The name of a mapping below this one, and that mapping: {@code hosts}, {@code stacks}. */
    SequencedMap<String, Shape> named(String key, String kind) {
        SequencedMap<String, Shape> all = new LinkedHashMap<>();
        Shape section = map(key, key);
        for (String name : section.node().keys()) {
            all.put(name, section.map(name, kind + " \"" + name + "\""));
        }
        return all;
    }

    /** Words, one or a list. */
    List<String> words(String key) {
        return words(key, items(key));
    }

    List<String> words(String key, List<Node> items) {
        List<String> words = new ArrayList<>();
        for (Node item : items) {
            String word = text(key, item);
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Tells what is wrong with this mapping at a place of it. */
    void error(Location place, String message, String hint) {
        problems.error(place, what + ": " + message, hint);
    }

    void wrong(Node value, String key, String expected) {
        problems.error(
                value.location(),
                what + ": " + key + " is " + value.kindInWords() + ", " + expected + " is needed");
    }

    private static boolean isNothing(Node value) {
        return value instanceof ScalarNode scalar && scalar.isNull();
    }
}
