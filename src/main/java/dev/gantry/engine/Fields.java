package dev.gantry.engine;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads an engine's JSON object as Go reads it: what is absent, {@code null} or of another type is
 * the zero value. Engines leave out, or write as {@code null}, whatever is empty, and differ in it
 * from version to version.
 */
public record Fields(MapNode object) {

    /** The object that {@code node} is, or an empty one. */
    public static Fields of(Node node) {
        return new Fields(node instanceof MapNode map ? map : MapNode.empty(node.location()));
    }

    /** The objects in the list that {@code node} is. */
    public static List<Fields> listOf(Node node) {
        List<Fields> objects = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                objects.add(of(item));
            }
        }
        return objects;
    }

    public boolean has(String key) {
        return object.get(key) instanceof Node found
                && !(found instanceof ScalarNode scalar && scalar.isNull());
    }

    /** A string, or a number as it was written. */
    public String text(String key) {
        return object.get(key) instanceof ScalarNode scalar && !scalar.isNull()
                ? scalar.text()
                : "";
    }

    public long number(String key) {
        return object.get(key) instanceof ScalarNode(var kind, var text, _, _)
                        && kind == ScalarNode.Kind.INTEGER
                ? Long.parseLong(text)
                : 0;
    }

    public boolean flag(String key) {
        return object.get(key) instanceof ScalarNode scalar
                && scalar.kind() == ScalarNode.Kind.BOOLEAN
                && scalar.text().equals("true");
    }

    public Fields fields(String key) {
        Node found = object.get(key);
        return found == null ? new Fields(MapNode.empty(object.location())) : of(found);
    }

    public List<Fields> list(String key) {
        Node found = object.get(key);
        return found == null ? List.of() : listOf(found);
    }

    /** The strings in a list. */
    public List<String> strings(String key) {
        List<String> strings = new ArrayList<>();
        if (object.get(key) instanceof ListNode list) {
            for (Node item : list.items()) {
                if (item instanceof ScalarNode scalar) {
                    strings.add(scalar.text());
                }
            }
        }
        return strings;
    }

    /** The objects in an object, in its order. */
    public SequencedMap<String, Fields> objects() {
        SequencedMap<String, Fields> objects = new LinkedHashMap<>();
        object.entries().forEach((key, entry) -> objects.put(key, of(entry.value())));
        return objects;
    }

    /** The object under {@code key} as strings, in its order. */
    public SequencedMap<String, String> stringMap(String key) {
        SequencedMap<String, String> strings = new LinkedHashMap<>();
        Fields found = fields(key);
        found.object.keys().forEach(name -> strings.put(name, found.text(name)));
        return strings;
    }
}
