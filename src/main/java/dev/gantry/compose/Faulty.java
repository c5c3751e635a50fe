package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of a value of which a problem was told, so that the phases after it can
 * go on and nothing more is said of that value. It is a null that no file can write.
 */
final class Faulty {
    private static final String TAG = "! faulty";

    private Faulty() {}

    /** In the place of {@code node}. */
    static Node instead(Node node) {
        return new ScalarNode(ScalarNode.Kind.NULL, "null", node.location(), TAG);
    }

    static boolean is(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.isNull() && scalar.tag().equals(TAG);
    }

    /** Whether the value, or something below it, is. */
    static boolean within(Node node) {
        return switch (node) {
            case MapNode map ->
                    map.values().stream().map(MapNode.Entry::value).anyMatch(Faulty::within);
            case ListNode list -> list.items().stream().anyMatch(Faulty::within);
            case ScalarNode scalar -> is(scalar);
        };
    }

    /**
     * The tree with those of its nodes replaced.
     *
     * @param faulty by identity
     */
    static Node replace(Node node, Set<Node> faulty) {
        if (faulty.contains(node)) {
            return instead(node);
        }
        return switch (node) {
            case MapNode map -> {
                MapNode.Builder result = map.toBuilder();
                map.entries()
                        .forEach((key, entry) ->
                                result.put(key, entry.key(), replace(entry.value(), faulty)));
                yield result.build();
            }
            case ListNode list -> {
                List<Node> items = new ArrayList<>();
                list.items().forEach(item -> items.add(replace(item, faulty)));
                yield list.with(items);
            }
            case ScalarNode scalar -> scalar;
        };
    }
}
