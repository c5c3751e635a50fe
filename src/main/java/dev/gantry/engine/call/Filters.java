package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the {@code filters} of a query: a JSON object from key to a list of values. */
final class Filters {
    private Filters() {}

    /** An empty text when there are none. */
    static String of(String key, List<String> values) {
        return values.isEmpty() ? "" : write(Map.of(key, values));
    }

    /** From texts like {@code type=container}. */
    static String of(List<String> filters) {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        for (String filter : filters) {
            int equals = filter.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a filter is key=value, not " + filter);
            }
            byKey.computeIfAbsent(filter.substring(0, equals), _ -> new ArrayList<>())
                    .add(filter.substring(equals + 1));
        }
        return byKey.isEmpty() ? "" : write(byKey);
    }

    private static String write(Map<String, List<String>> byKey) {
        MapNode.Builder object = Json.object();
        byKey.forEach((key, values) -> object.put(key, Json.strings(values)));
        return JsonWriter.compact(object.build());
    }
}
