package dev.gantry.doc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads the attributes of one canonical mapping by type. What is absent or null reads as empty,
 * zero or false.
 */
public record Fields(MapNode node) {

    public static Fields of(MapNode node) {
        return new Fields(node);
    }

    public boolean has(String key) {
        Node value = node.get(key);
        return value != null && !(value instanceof ScalarNode scalar && scalar.isNull());
    }

    public String text(String key) {
        return node.get(key) instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : "";
    }

    public boolean flag(String key) {
        return "true".equals(text(key));
    }

    /** Integers may be quoted: the specification allows both for most of them. */
    public int integer(String key, int absent) {
        String text = text(key);
        return text.isEmpty() ? absent : Integer.parseInt(text);
    }

    /** Permission bits, written in octal. */
    public int mode(String key, int absent) {
        String text = text(key);
        return text.isEmpty() ? absent : Integer.parseInt(text, 8);
    }

    public List<String> texts(String key) {
        return node.get(key) instanceof ListNode list
                ? list.items().stream().map(item -> ((ScalarNode) item).text()).toList()
                : List.of();
    }

    public List<Fields> maps(String key) {
        return node.get(key) instanceof ListNode list
                ? list.items().stream().map(item -> of((MapNode) item)).toList()
                : List.of();
    }

    /** A mapping's attribute, empty when absent. */
    public Fields map(String key) {
        return node.get(key) instanceof MapNode map ? of(map) : of(MapNode.empty(node.location()));
    }

    /** A mapping of texts, without the keys that have no value. */
    public SequencedMap<String, String> pairs(String key) {
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        for (Map.Entry<String, MapNode.Entry> entry : map(key).node().entries().entrySet()) {
            if (entry.getValue().value() instanceof ScalarNode scalar && !scalar.isNull()) {
                pairs.put(entry.getKey(), scalar.text());
            }
        }
        return pairs;
    }
}
