package dev.gantry.server.registry;

import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A server program on a node.
 *
 * @param name unique on its node
 * @param capabilities at least one
 * @param port 1 to 65535
 * @param tls whether it speaks HTTPS
 * @param path what its paths begin with; empty, or {@code /x} without a slash at its end
 * @param probe the path that is asked for its health; empty: the one of its kind
 * @param models the names that it answers for, before what it tells itself; with none of both, any
 * @param aliases more names for its models: alias to model
 * @param slots how many requests it works on at the same time; empty: what it tells itself, else 1
 * @param weight how much faster it is than others; above 0, 1 as a rule
 * @param device the device of the node that it shares with other services; empty: none
 * @param tokenVariable the environment variable of the server that has the key which the service
 *     wants; empty: none
 */
public record InferenceService(
        String name,
        Kind kind,
        Set<Capability> capabilities,
        int port,
        boolean tls,
        String path,
        String probe,
        List<String> models,
        SequencedMap<String, String> aliases,
        OptionalInt slots,
        double weight,
        String device,
        String tokenVariable) {
    public InferenceService {
        models = List.copyOf(models);
    }
}
