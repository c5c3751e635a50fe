package dev.gantry.doc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * Reads the attributes of one mapping by type: of canonical Compose files, and of an engine's
 * answers. What is absent, null or of another type reads as empty, zero or false, as Go reads JSON:
 * engines leave out, or write as {@code null}, whatever is empty, and differ in it from version to
 * version.
 */
public record Fields(MapNode node) {

    /** The mapping that {@code node} is, or an empty one. */
    public static Fields of(Node node) {
        return new Fields(node instanceof MapNode map ? map : MapNode.empty(node.location()));
    }

    /** The items of the list that {@code node} is, each as a mapping. */
    public static List<Fields> listOf(Node node) {
        List<Fields> fields = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                fields.add(of(item));
            }
        }
        return fields;
    }

    public boolean has(String key) {
        Node value = node.get(key);
        return value != null && !(value instanceof ScalarNode scalar && scalar.isNull());
    }

    /** A string, or a number or a flag as it was written. */
    public String text(String key) {
        return node.get(key) instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : "";
    }

    public boolean flag(String key) {
        return "true".equals(text(key));
    }

    /** Whole numbers may be quoted: the Compose specification allows both for most of them. */
    public long number(String key) {
        return whole(text(key), 10).orElse(0);
    }

    public int integer(String key, int absent) {
        return within(whole(text(key), 10), absent);
    }

    /** Permission bits, written in octal. */
    public int mode(String key, int absent) {
        return within(whole(text(key), 8), absent);
    }

    private static int within(OptionalLong number, int absent) {
        long found = number.orElse(absent);
        return found == (int) found ? (int) found : absent;
    }

    private static OptionalLong whole(String text, int radix) {
        try {
            return text.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(text, radix));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** The scalars of a list. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (node.get(key) instanceof ListNode list) {
            for (Node item : list.items()) {
                if (item instanceof ScalarNode scalar && !scalar.isNull()) {
                    texts.add(scalar.text());
                }
            }
        }
        return texts;
    }

    /** The items of a list, each as a mapping. */
    public List<Fields> maps(String key) {
        Node found = node.get(key);
        return found == null ? List.of() : listOf(found);
    }

    /** A mapping's attribute, empty when absent. */
    public Fields map(String key) {
        Node found = node.get(key);
        return of(found == null ? MapNode.empty(node.location()) : found);
    }

    /** Every value as a mapping, by its key, in the order of writing. */
    public SequencedMap<String, Fields> entries() {
        SequencedMap<String, Fields> entries = new LinkedHashMap<>();
        node.entries().forEach((key, entry) -> entries.put(key, of(entry.value())));
        return entries;
    }

    /** A mapping of texts, in the order of writing, without the keys that have no value. */
    public SequencedMap<String, String> pairs(String key) {
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        map(key).node
                .entries()
                .forEach((name, entry) -> {
                    if (entry.value() instanceof ScalarNode scalar && !scalar.isNull()) {
                        pairs.put(name, scalar.text());
                    }
                });
        return pairs;
    }
}
