package dev.gantry.compose;

import dev.gantry.doc.Floats;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at nodes the way Compose does. */
final class Values {
    private Values() {}

    static boolean isNull(@Nullable Node node) {
        return node == null || (node instanceof ScalarNode scalar && scalar.isNull());
    }

    /** The mapping, or an empty one at the same place for anything else. */
    static MapNode map(MapNode parent, String key) {
        Node node = parent.get(key);
        return node instanceof MapNode map ? map : MapNode.empty(parent.location());
    }

    /** The items of the list, or none. */
    static List<Node> items(@Nullable Node node) {
        return node instanceof ListNode list ? list.items() : List.of();
    }

    /** The text of a scalar entry; empty when there is none or it is null. */
    static String text(MapNode parent, String key) {
        return text(parent.get(key));
    }

    static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar && !scalar.isNull() ? written(scalar) : "";
    }

    static boolean isTrue(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.text().equals("true");
    }

    /** The scalar turned into a string, as Go's {@code %v} does it. */
    static String written(ScalarNode scalar) {
        if (scalar.kind() != ScalarNode.Kind.FLOAT) {
            return scalar.text();
        }
        return switch (scalar.text()) {
            case ".inf" -> "+Inf";
            case "-.inf" -> "-Inf";
            case ".nan" -> "NaN";
            default -> Floats.general(Double.parseDouble(scalar.text()));
        };
    }

    static ScalarNode string(String text, Node like) {
        return ScalarNode.string(text, like.location());
    }
}
