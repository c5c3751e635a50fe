package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in one state of a document, and how one comes to it. What has no place of its own there
 * is part of a short form: {@code published} of {@code "8080:80"}. Then the trail ends with that.
 *
 * @param path keys, and indices like {@code [0]}
 * @param trail the nodes on the way, the value last; never empty
 */
record Spot(List<String> path, List<Node> trail) {

    Node node() {
        return trail.getLast();
    }

    Location location() {
        return node().location();
    }

    /** The same below another service, as far as its trail tells. */
    Spot ofService(String name) {
        List<String> other = new ArrayList<>(path);
        other.set(1, name);
        return new Spot(other, trail);
    }

    /** The value at exactly this path. */
    static Optional<Spot> at(MapNode root, List<String> path) {
        return walk(root, new Spot(path, List.of(root)), false);
    }

    /** What this value was in another state of the same document. */
    Optional<Spot> in(MapNode other) {
        return walk(other, this, true);
    }

    private static Optional<Spot> walk(MapNode root, Spot after, boolean loosely) {
        List<String> path = new ArrayList<>();
        List<Node> trail = new ArrayList<>();
        Node node = root;
        for (int i = 0; i < after.path.size(); i++) {
            String step = after.path.get(i);
            if (node instanceof ScalarNode scalar) {
                if (scalar.isNull() || trail.isEmpty() || !loosely) {
                    return Optional.empty();
                }
                path.addAll(after.path.subList(i, after.path.size()));
                return Optional.of(new Spot(path, trail));
            }
            boolean last = i == after.path.size() - 1;
            Node like = loosely && i < after.trail.size() ? after.trail.get(i) : null;
            Step next = next(node, step, like, last);
            if (next == null) {
                return Optional.empty();
            }
            path.add(next.key);
            trail.add(next.node);
            node = next.node;
        }
        return Optional.of(new Spot(path, trail));
    }

    private record Step(String key, Node node) {}

    private static @Nullable Step next(Node node, String step, @Nullable Node like, boolean last) {
        return switch (node) {
            case MapNode map -> inMapping(map, step, like);
            case ListNode list when !step.startsWith("[") -> entry(list, step, like, last);
            case ListNode list -> like == null ? item(list, step) : twin(list, like);
            case ScalarNode _ -> null;
        };
    }

    private static @Nullable Step inMapping(MapNode map, String step, @Nullable Node like) {
        Node value = map.get(step);
        if (value != null) {
            return value.tag().equals("!reset") ? null : new Step(step, value);
        }
        Node merged = map.get("<<");
        if (merged instanceof MapNode other) {
            return inMapping(other, step, like);
        }
        for (Node source : Values.items(merged)) {
            if (source instanceof MapNode other && other.has(step)) {
                return inMapping(other, step, like);
            }
        }
        return like == null || !step.startsWith("[") ? null : pair(map, like);
    }

    /** The entry of a mapping that became an item of a list, {@code NAME=value}. */
    private static @Nullable Step pair(MapNode map, Node like) {
        for (var entry : map.entries().entrySet()) {
            Node value = entry.getValue().value();
            if (value.location().equals(like.location())
                    || Values.items(value).stream()
                            .anyMatch(one -> one.location().equals(like.location()))) {
                return new Step(entry.getKey(), value);
            }
        }
        return null;
    }

    /** {@code NAME=value}, or a name alone, in a list that stands for a mapping. */
    private static @Nullable Step entry(
            ListNode list, String name, @Nullable Node like, boolean last) {
        for (Node item : list.items().reversed()) {
            String text = Values.text(item);
            if (text.startsWith(name + "=")) {
                return new Step(name, Values.string(text.substring(name.length() + 1), item));
            }
            if (text.equals(name)) {
                return new Step(name, last ? ScalarNode.nil(item.location()) : item);
            }
        }
        // The name has a variable in it.
        Step written = like == null ? null : twin(list, like);
        return written == null ? null : new Step(name, written.node);
    }

    private static @Nullable Step item(ListNode list, String step) {
        String digits = step.substring(1, step.length() - 1);
        for (int i = 0; i < list.items().size(); i++) {
            if (digits.equals(Integer.toString(i))) {
                return new Step(step, list.items().get(i));
            }
        }
        return null;
    }

    /** The item that was written in the same place, and among those the one of the same value. */
    private static @Nullable Step twin(ListNode list, Node like) {
        Step found = null;
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            if (item.location().equals(like.location())) {
                Step here = new Step("[" + i + "]", item);
                if (Escape.sameValue(item, like)) {
                    return here;
                }
                found = found == null ? here : found;
            }
        }
        return found;
    }
}
