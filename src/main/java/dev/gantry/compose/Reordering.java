package dev.gantry.compose;

import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.Objects;
import java.util.SequencedMap;

/** Changes a typed service and keeps its attributes in their order. */
final class Reordering {
    private Reordering() {}

    /** {@code service} with {@code name} set, at the place that {@link Forms} gives it. */
    static MapNode put(MapNode service, String name, Node value) {
        return put(Forms.SERVICE, service, name, value);
    }

    /** The same for any other struct. */
    static MapNode put(Form.Struct form, MapNode service, String name, Node value) {
        if (service.has(name)) {
            return service.with(name, value);
        }
        SequencedMap<String, MapNode.Entry> all = service.with(name, value).entries();
        MapNode.Builder result = MapNode.builder(service.location(), service.tag());
        for (Form.Field field : form.among(all.keySet())) {
            MapNode.Entry entry = Objects.requireNonNull(all.get(field.name()));
            result.put(field.name(), entry.key(), entry.value());
        }
        all.forEach((field, entry) -> {
            if (!result.has(field)) {
                result.put(field, entry.key(), entry.value());
            }
        });
        return result.build();
    }
}
