package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.List;

/** Takes empty entries out of {@code dns}, where an unset variable means "no server". */
final class EmptyEntries {
    private EmptyEntries() {}

    static MapNode omit(MapNode model) {
        if (!(model.get("services") instanceof MapNode services)) {
            return model;
        }
        MapNode.Builder result = services.toBuilder();
        services.entries()
                .forEach((name, entry) -> {
                    if (entry.value() instanceof MapNode service
                            && service.get("dns") instanceof ListNode dns) {
                        result.put(name, service.with("dns", withoutEmpty(dns)));
                    }
                });
        return model.with("services", result.build());
    }

    private static ListNode withoutEmpty(ListNode list) {
        List<Node> kept =
                list.items().stream().filter(item -> !Values.text(item).isEmpty()).toList();
        return list.with(kept);
    }
}
