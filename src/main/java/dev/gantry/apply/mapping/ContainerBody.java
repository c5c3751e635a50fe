package dev.gantry.apply.mapping;

import dev.gantry.doc.MapNode;
import java.util.SequencedMap;

/** The door: everything that the engine is told about one container. */
public final class ContainerBody {
    private ContainerBody() {}

    /**
     * The body of {@code POST /containers/create}.
     *
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.51/">Engine API</a>
     */
    public static MapNode of(ContainerOrder order) {
        MapNode.Builder body = ContainerMapping.of(order).toBuilder();
        body.put("HostConfig", HostMapping.of(order));
        MapNode endpoints = NetworkMapping.endpointsAtCreation(order);
        if (!endpoints.isEmpty()) {
            body.put("NetworkingConfig", new Body().node("EndpointsConfig", endpoints).build());
        }
        return body.build();
    }

    /**
     * The networks to connect after creation and before the start, by engine name, in order: those
     * that the API at hand does not take at creation.
     */
    public static SequencedMap<String, MapNode> connections(ContainerOrder order) {
        return NetworkMapping.endpointsAfterCreation(order);
    }
}
