package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.util.HashMap;
import java.util.Map;

/** Finds services that claim the same container name. */
final class ContainerNames {
    private ContainerNames() {}

    static void check(MapNode services, Problems problems) {
        Map<String, String> owners = new HashMap<>();
        for (var entry : services.entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service) {
                String container = Values.text(service, "container_name");
                String owner =
                        container.isEmpty() ? null : owners.putIfAbsent(container, entry.getKey());
                if (owner != null) {
                    problems.error(
                            service.keyLocation("container_name"),
                            "services."
                                    + entry.getKey()
                                    + ": container name \""
                                    + container
                                    + "\" is already in use by service "
                                    + owner,
                            "choose another");
                }
            }
        }
    }
}
