package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/** Commands as lists of words. */
final class Commands {
    private Commands() {}

    /**
     * @throws IllegalArgumentException when a quote stays open
     */
    static Node words(Node node) {
        return switch (node) {
            case ListNode list -> texts(list);
            case ScalarNode scalar -> split(scalar);
            case MapNode _ -> throw new IllegalArgumentException("a command is a string or a list");
        };
    }

    static Node healthTest(Node node) {
        return node instanceof ScalarNode scalar
                ? ListNode.of(
                        List.of(
                                Values.string("CMD-SHELL", node),
                                Values.string(Values.written(scalar), node)),
                        node.location())
                : words(node);
    }

    private static ListNode texts(ListNode list) {
        List<Node> words = new ArrayList<>();
        for (Node item : list.items()) {
            words.add(Values.string(Values.text(item), item));
        }
        return ListNode.of(words, list.location());
    }

    private static ListNode split(ScalarNode scalar) {
        List<Node> words = new ArrayList<>();
        for (String word : new ShellWords(Values.written(scalar)).split()) {
            words.add(Values.string(word, scalar));
        }
        return ListNode.of(words, scalar.location());
    }
}
