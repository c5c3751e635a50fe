package dev.gantry.compose;

import dev.gantry.doc.MapNode;

/** {@code scale} says also how many replicas {@code deploy} asks for. */
final class Replicas {
    private Replicas() {}

    static Selection fromScale(Selection selection) {
        MapNode services = selection.services();
        MapNode.Builder result = services.toBuilder();
        for (var entry : services.entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service
                    && service.has("scale")
                    && service.get("deploy") instanceof MapNode deploy) {
                result.put(entry.getKey(), service.with("deploy", withReplicas(deploy, service)));
            }
        }
        return new Selection(
                selection.model().with("services", result.build()), selection.disabled());
    }

    private static MapNode withReplicas(MapNode deploy, MapNode service) {
        MapNode.Entry scale = service.entries().get("scale");
        return scale == null
                ? deploy
                : Reordering.put(Forms.DEPLOY, deploy, "replicas", scale.value());
    }
}
