package dev.gantry.server.registry;

import java.util.List;
import java.util.Map;

/**
 * All of the registry at one moment, but for its events.
 *
 * @param revision another one after every change
 * @param nodes by name, in its order
 * @param keys by the hash of the key, as {@link KeyHash} makes it
 */
public record Snapshot(long revision, List<InferenceNode> nodes, Map<String, ApiKey> keys) {
    public static final Snapshot EMPTY = new Snapshot(-1, List.of(), Map.of());

    public Snapshot {
        nodes = List.copyOf(nodes);
        keys = Map.copyOf(keys);
    }
}
