package dev.gantry.doc;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies YAML merge keys ({@code <<: *base}, {@code <<: [*a, *b]}): entries of the merged mappings
 * fill in what the mapping does not say itself; of several, the first wins.
 */
public final class MergeKeys {
    private static final String KEY = "<<";

    private MergeKeys() {}

    /**
     * The same tree with every merge key carried out, however deep it stands.
     *
     * @throws InputException when something other than mappings is merged
     */
    public static Node apply(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar;
            case ListNode list -> apply(list);
            case MapNode map -> apply(map);
        };
    }

    private static ListNode apply(ListNode list) {
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
            items.add(apply(item));
        }
        return list.with(items);
    }

    private static MapNode apply(MapNode map) {
        MapNode.Builder merged = map.toBuilder().remove(KEY);
        for (var entry : map.entries().entrySet()) {
            if (!entry.getKey().equals(KEY)) {
                MapNode.Entry value = entry.getValue();
                merged.put(entry.getKey(), value.key(), apply(value.value()));
            }
        }
        Node sources = map.get(KEY);
        if (sources instanceof ListNode list) {
            list.items().forEach(source -> fill(merged, source));
        } else if (sources != null) {
            fill(merged, sources);
        }
        return merged.build();
    }

    private static void fill(MapNode.Builder merged, Node source) {
        if (!(source instanceof MapNode map)) {
            throw new InputException(
                    List.of(
                            Problem.error(
                                    source.location(),
                                    "map merge requires map or sequence of maps as the value",
                                    "<<: takes an alias of a mapping, or a list of such aliases")));
        }
        MapNode whole = apply(map);
        for (var entry : whole.entries().entrySet()) {
            if (!merged.has(entry.getKey())) {
                merged.put(entry.getKey(), entry.getValue().key(), entry.getValue().value());
            }
        }
    }
}
