package dev.gantry.apply.mapping;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.List;
import java.util.Map;

/**
 * Builds one JSON object of the Engine API. What is empty, zero or false is left out: the engine
 * reads it as such, except where a method says otherwise.
 */
final class Body {
    private final MapNode.Builder entries = Json.object();

    Body text(String key, String value) {
        return value.isEmpty() ? this : node(key, Json.of(value));
    }

    Body texts(String key, List<String> values) {
        return values.isEmpty() ? this : node(key, Json.strings(values));
    }

    Body pairs(String key, Map<String, String> values) {
        return values.isEmpty() ? this : node(key, Json.strings(values));
    }

    Body number(String key, long value) {
        return value == 0 ? this : node(key, Json.of(value));
    }

    Body flag(String key, boolean value) {
        return value ? node(key, Json.of(true)) : this;
    }

    Body nodes(String key, List<? extends Node> values) {
        return values.isEmpty() ? this : node(key, Json.array(values));
    }

    /** Set whatever the value is. */
    Body node(String key, Node value) {
        entries.put(key, value);
        return this;
    }

    MapNode build() {
        return entries.build();
    }
}
