package dev.gantry.server.web;

import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Nodes that no reader would let in, but a database may have. */
final class HostileNodes {
    private HostileNodes() {}

    /** One that has this name wherever it has a name. */
    static InferenceNode named(String name, int port) {
        return new InferenceNode(
                name,
                "127.0.0.1",
                new LinkedHashMap<>(Map.of(name, name)),
                new LinkedHashMap<>(Map.of(name, 1)),
                false,
                List.of(
                        new InferenceService(
                                name,
                                Kind.LLAMA_CPP,
                                Set.of(Capability.CHAT),
                                port,
                                false,
                                "",
                                "",
                                List.of(name),
                                new LinkedHashMap<>(Map.of(name, name)),
                                OptionalInt.of(1),
                                1,
                                name,
                                "")));
    }
}
