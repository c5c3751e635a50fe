package dev.gantry.compose;

import dev.gantry.doc.MapNode;
import java.util.TreeMap;

/** The order of names in what is printed. */
final class Sorting {
    private Sorting() {}

    static MapNode byName(MapNode map) {
        MapNode.Builder sorted = MapNode.builder(map.location(), map.tag());
        new TreeMap<>(map.entries())
                .forEach((name, entry) -> sorted.put(name, entry.key(), entry.value()));
        return sorted.build();
    }
}
