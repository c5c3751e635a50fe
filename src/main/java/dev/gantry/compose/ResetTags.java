package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.MergeKeys;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tags {@code !reset} (take the value away) and {@code !override} (replace instead of merging).
 * Both mean: forget what earlier files, and the service that is extended, said at this place.
 *
 * @param document the document with merge keys applied and reset values taken out
 * @param places the paths to forget
 */
record ResetTags(Node document, Rules<Boolean> places) {

    /** Collects the tags of a document whose merge keys still stand. */
    static ResetTags of(Node raw) {
        if (!hasTags(raw)) {
            return new ResetTags(MergeKeys.apply(raw), Rules.of(Map.of()));
        }
        Map<String, Boolean> places = new LinkedHashMap<>();
        Node cleaned = clean(raw, NodePath.root(), places);
        return new ResetTags(MergeKeys.apply(cleaned), Rules.of(places));
    }

    private static boolean hasTags(Node node) {
        if (node.tag().equals("!override") || node.tag().equals("!reset")) {
            return true;
        }
        return switch (node) {
            case MapNode map -> anyTags(map);
            case ListNode list -> anyTags(list);
            case ScalarNode _ -> false;
        };
    }

    private static boolean anyTags(MapNode map) {
        for (MapNode.Entry entry : map.values()) {
            if (hasTags(entry.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyTags(ListNode list) {
        for (Node item : list.items()) {
            if (hasTags(item)) {
                return true;
            }
        }
        return false;
    }

    private static Node clean(Node node, NodePath path, Map<String, Boolean> places) {
        if (node.tag().equals("!override")) {
            places.put(steps(path), true);
            return node;
        }
        return switch (node) {
            case MapNode map -> cleanMap(map, path, places);
            case ListNode list -> cleanList(list, path, places);
            case ScalarNode scalar -> scalar;
        };
    }

    private static MapNode cleanMap(MapNode map, NodePath path, Map<String, Boolean> places) {
        MapNode.Builder kept = MapNode.builder(map.location(), map.tag());
        for (var entry : map.entries().entrySet()) {
            String key = entry.getKey();
            NodePath here = key.equals("<<") ? path : path.child(key);
            Node value = entry.getValue().value();
            if (value.tag().equals("!reset")) {
                places.put(steps(here), true);
            } else {
                kept.put(key, entry.getValue().key(), clean(value, here, places));
            }
        }
        return kept.build();
    }

    private static ListNode cleanList(ListNode list, NodePath path, Map<String, Boolean> places) {
        List<Node> kept = new ArrayList<>();
        for (Node item : list.items()) {
            if (!item.tag().equals("!reset")) {
                kept.add(clean(item, path.child("[" + kept.size() + "]"), places));
            }
        }
        return new ListNode(kept, list.location(), list.tag());
    }

    /** As {@link Rules} writes it. A path becomes text only where a tag stands. */
    private static String steps(NodePath path) {
        NodePath parent = path.parent();
        if (parent == null) {
            return "";
        }
        String before = steps(parent);
        return before.isEmpty() ? path.key() : before + "." + path.key();
    }

    /** {@code earlier} without what this document forgets. */
    MapNode forget(MapNode earlier) {
        return forget(earlier, places);
    }

    /**
     * The service that {@code name} extends, without what this document forgets of {@code name}.
     */
    MapNode forgetOfService(String name, MapNode base) {
        return forget(base, places.below("services").below(name));
    }

    private static MapNode forget(MapNode map, Rules<Boolean> rules) {
        if (rules.isEmpty()) {
            return map;
        }
        MapNode.Builder kept = MapNode.builder(map.location(), map.tag());
        for (var entry : map.entries().entrySet()) {
            Rules<Boolean> below = rules.below(entry.getKey());
            if (below.rule().isEmpty()) {
                Node value = entry.getValue().value();
                Node rest = value instanceof MapNode inner ? forget(inner, below) : value;
                kept.put(entry.getKey(), entry.getValue().key(), rest);
            }
        }
        return kept.build();
    }
}
