package dev.gantry.compose;

import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.Map;
import java.util.TreeMap;

/** Trees as values. */
final class Escape {
    private Escape() {}

    /** A text that two values share when and only when they are the same. */
    static String fingerprint(Node node) {
        return JsonWriter.compact(Printing.jsonSorted(node));
    }

    /** Whether two values are the same, wherever they are written and in whatever order. */
    static boolean sameValue(Node left, Node right) {
        return switch (left) {
            case ScalarNode a ->
                    right instanceof ScalarNode b
                            && a.kind() == b.kind()
                            && a.text().equals(b.text());
            case ListNode a -> right instanceof ListNode b && sameItems(a, b);
            case MapNode a -> right instanceof MapNode b && sameEntries(a, b);
        };
    }

    private static boolean sameItems(ListNode left, ListNode right) {
        if (left.items().size() != right.items().size()) {
            return false;
        }
        for (int i = 0; i < left.items().size(); i++) {
            if (!sameValue(left.items().get(i), right.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEntries(MapNode left, MapNode right) {
        Map<String, MapNode.Entry> others = new TreeMap<>(right.entries());
        for (var entry : left.entries().entrySet()) {
            MapNode.Entry other = others.remove(entry.getKey());
            if (other == null || !sameValue(entry.getValue().value(), other.value())) {
                return false;
            }
        }
        return others.isEmpty();
    }
}
