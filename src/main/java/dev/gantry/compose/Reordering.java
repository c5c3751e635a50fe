package dev.gantry.compose;

import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;

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
        MapNode.Builder result = MapNode.builder(service.location(), service.tag());
        for (String field : form.fields().keySet()) {
            MapNode.Entry entry = service.entries().get(field);
            if (field.equals(name)) {
                result.put(name, value);
            } else if (entry != null) {
                result.put(field, entry.key(), entry.value());
            }
        }
        service.entries()
                .forEach((field, entry) -> {
                    if (!result.has(field)) {
                        result.put(field, entry.key(), entry.value());
                    }
                });
        return result.build();
    }
}
