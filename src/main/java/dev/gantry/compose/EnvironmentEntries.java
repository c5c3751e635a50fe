package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives variables that a service takes over by name ({@code - TOKEN}) the value they have outside.
 */
final class EnvironmentEntries {
    private EnvironmentEntries() {}

    static MapNode resolve(MapNode model, Map<String, String> variables) {
        if (!(model.get("services") instanceof MapNode services)) {
            return model;
        }
        MapNode.Builder result = services.toBuilder();
        services.entries()
                .forEach((name, entry) -> {
                    if (entry.value() instanceof MapNode service
                            && service.get("environment") instanceof ListNode list) {
                        result.put(name, service.with("environment", resolve(list, variables)));
                    }
                });
        return model.with("services", result.build());
    }

    private static Node resolve(ListNode list, Map<String, String> variables) {
        List<Node> entries = new ArrayList<>();
        for (Node item : list.items()) {
            String name = Values.text(item);
            String value = name.indexOf('=') < 0 ? variables.get(name) : null;
            entries.add(value == null ? item : Values.string(name + "=" + value, item));
        }
        return new ListNode(entries, list.location(), list.tag());
    }
}
