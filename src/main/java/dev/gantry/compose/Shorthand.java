package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/** Long forms of the short syntaxes that merging and the canonical form have in common. */
final class Shorthand {
    private Shorthand() {}

    /** {@code build: ./dir}. */
    static Node build(Node node) {
        return node instanceof ScalarNode scalar && !scalar.isNull()
                ? MapNode.builder(node.location()).put("context", scalar).build()
                : node;
    }

    /** {@code depends_on: [db]}. */
    static Node dependsOn(Node node) {
        if (!(node instanceof ListNode list)) {
            return node;
        }
        MapNode.Builder map = MapNode.builder(list.location());
        for (Node item : sound(list)) {
            map.put(Values.text(item), dependency("service_started", item.location()).build());
        }
        return map.build();
    }

    /** A dependency that has to be there. */
    static MapNode.Builder dependency(String condition, Location location) {
        return MapNode.builder(location)
                .put("condition", ScalarNode.string(condition, location))
                .put("required", ScalarNode.bool(true, location));
    }

    /** {@code networks: [front, back]}: a mapping from each name to nothing. */
    static Node named(Node node) {
        if (!(node instanceof ListNode list)) {
            return node;
        }
        MapNode.Builder map = MapNode.builder(list.location());
        for (Node item : sound(list)) {
            map.put(Values.text(item), ScalarNode.nil(item.location()));
        }
        return map.build();
    }

    /** {@code {A: 1, B: null}} as {@code [A=1, B]}, sorted. */
    static List<Node> pairs(MapNode map) {
        List<ScalarNode> pairs = new ArrayList<>();
        map.entries().forEach((key, entry) -> addPair(pairs, key, entry.value()));
        pairs.sort((one, other) -> one.text().compareTo(other.text()));
        return List.copyOf(pairs);
    }

    private static void addPair(List<ScalarNode> pairs, String key, Node value) {
        switch (value) {
            case ListNode list -> list.items().forEach(item -> addPair(pairs, key, item));
            case ScalarNode scalar when scalar.isNull() -> pairs.add(Values.string(key, value));
            case ScalarNode scalar ->
                    pairs.add(Values.string(key + "=" + Values.written(scalar), value));
            case MapNode _ -> pairs.add(Values.string(key, value));
        }
    }

    /** {@code [A=1, B]} as {@code {A: "1", B: null}}; a mapping stays as it is. */
    static Node mapping(Node node, String separators) {
        if (!(node instanceof ListNode list)) {
            return node;
        }
        MapNode.Builder map = MapNode.builder(list.location());
        for (Node item : sound(list)) {
            String text = Values.text(item);
            int cut = firstOf(text, separators);
            map.put(
                    cut < 0 ? text : text.substring(0, cut),
                    item.location(),
                    cut < 0
                            ? ScalarNode.nil(item.location())
                            : Values.string(text.substring(cut + 1), item));
        }
        return map.build();
    }

    /** The items that can become entries. */
    private static List<Node> sound(ListNode list) {
        return list.items().stream().filter(item -> !Faulty.is(item)).toList();
    }

    /** The first of the separators that occurs at all, in their order. */
    private static int firstOf(String text, String separators) {
        for (int i = 0; i < separators.length(); i++) {
            int at = text.indexOf(separators.charAt(i));
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }
}
