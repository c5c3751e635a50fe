package dev.gantry.fleet;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads {@code when}, and the labels by which a stack selects its hosts. */
final class ConditionReader {
    /** Of a condition that always holds. */
    static final Condition ALWAYS = new Condition(new LinkedHashMap<>(), List.of());

    private static final String SET = "set";

    private ConditionReader() {}

    /** {@code {gpu: [nvidia, amd], set: [KEY]}} below the key {@code when}. */
    static Condition when(Shape parent) {
        if (!parent.has("when")) {
            return ALWAYS;
        }
        Node value = parent.node().get("when");
        if (!(value instanceof MapNode)) {
            parent.problems()
                    .error(
                            parent.at("when"),
                            parent.what() + ": when must be labels or set",
                            "for instance when: {gpu: nvidia} or when: {set: [API_KEY]}");
            return ALWAYS;
        }
        Shape when = parent.map("when", parent.what() + ": when");
        SequencedMap<String, List<String>> labels = labels(when);
        labels.remove(SET);
        return new Condition(labels, when.words(SET));
    }

    /** Each label with the values any of which will do. */
    static SequencedMap<String, List<String>> labels(Shape shape) {
        SequencedMap<String, List<String>> labels = new LinkedHashMap<>();
        for (String label : shape.node().keys()) {
            List<Node> items = shape.items(label);
            boolean nested = items.stream().anyMatch(item -> item instanceof ListNode);
            List<String> values = nested ? List.of() : shape.words(label, items);
            if (values.isEmpty() && !label.equals(SET)) {
                shape.problems()
                        .error(
                                shape.node().keyLocation(label),
                                shape.what() + ": label \"" + label + "\" needs a value",
                                "a value, or a list of which any will do");
            }
            labels.put(label, values);
        }
        return labels;
    }
}
