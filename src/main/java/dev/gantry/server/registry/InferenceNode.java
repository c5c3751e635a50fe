package dev.gantry.server.registry;

import java.util.List;
import java.util.SequencedMap;

/**
 * A machine that serves inference.
 *
 * @param name unique
 * @param address host name or IP address of its services, without a port; IPv6 without brackets
 * @param labels for people and for selecting
 * @param devices how many requests each of its devices, such as {@code gpu}, works on at the same
 *     time, whichever of the services that name it they are for
 * @param draining takes no new requests; those that it has end
 * @param services by name, in its order
 */
public record InferenceNode(
        String name,
        String address,
        SequencedMap<String, String> labels,
        SequencedMap<String, Integer> devices,
        boolean draining,
        List<InferenceService> services) {
    public InferenceNode {
        services = List.copyOf(services);
    }
}
