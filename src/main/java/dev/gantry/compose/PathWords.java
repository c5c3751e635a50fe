package dev.gantry.compose;

import dev.gantry.diag.DidYouMean;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Paths as people write them, {@code services.web.labels.com.example.role}: only the document tells
 * where a key that has dots itself ends.
 */
final class PathWords {
    private PathWords() {}

    /** The steps from {@code node} to the value that {@code text} means. */
    static Optional<List<String>> steps(Node node, String text) {
        if (text.isEmpty()) {
            return Optional.of(List.of());
        }
        for (String key : keysLongestFirst(node)) {
            if (begins(text, key)) {
                Optional<List<String>> below =
                        steps(child(node, key), rest(text, key)).map(list -> longer(key, list));
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    /** What is not there, and what may have been meant. */
    record Missing(String message, String hint) {}

    /** Why {@code text} means nothing in {@code node}. */
    static Missing missing(Node node, String text) {
        return missing(node, text, "");
    }

    private static Missing missing(Node node, String text, String above) {
        for (String key : keysLongestFirst(node)) {
            String rest = rest(text, key);
            if (begins(text, key) && !rest.isEmpty()) {
                return missing(child(node, key), rest, above.isEmpty() ? key : joined(above, key));
            }
        }
        String where = above.isEmpty() ? "the model" : above;
        String name = text.startsWith("[") ? text : text.split("[.\\[]", 2)[0];
        return new Missing(
                where + " has no " + (name.startsWith("[") ? "item " + name : "\"" + name + "\""),
                hint(node, name));
    }

    private static String hint(Node node, String name) {
        if (node instanceof ListNode list) {
            int size = list.items().size();
            return size == 0 ? "" : "its items are [0] to [" + (size - 1) + "]";
        }
        String whole = DidYouMean.hint(name, keysLongestFirst(node).stream().sorted().toList());
        return whole;
    }

    /** {@code services.web.ports[0]}. */
    static String text(List<String> steps) {
        String text = "";
        for (String step : steps) {
            text = text.isEmpty() ? step : joined(text, step);
        }
        return text;
    }

    private static String joined(String above, String key) {
        return key.startsWith("[") ? above + key : above + "." + key;
    }

    private static List<String> longer(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    private static boolean begins(String text, String key) {
        return text.startsWith(key)
                && (text.length() == key.length()
                        || text.charAt(key.length()) == '.'
                        || text.charAt(key.length()) == '[');
    }

    private static String rest(String text, String key) {
        String rest = text.length() <= key.length() ? "" : text.substring(key.length());
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }

    static Collection<String> keys(Node node) {
        List<String> keys = new ArrayList<>();
        switch (node) {
            case MapNode map -> keys.addAll(map.keys());
            case ListNode list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    keys.add("[" + i + "]");
                }
            }
            case ScalarNode _ -> {
                // Nothing is below.
            }
        }
        return keys;
    }

    private static List<String> keysLongestFirst(Node node) {
        return keys(node).stream()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    static Node child(Node node, String key) {
        return switch (node) {
            case MapNode map -> map.find(key).orElse(map);
            case ListNode list ->
                    list.items().get(Integer.parseInt(key.substring(1, key.length() - 1)));
            case ScalarNode scalar -> scalar;
        };
    }
}
