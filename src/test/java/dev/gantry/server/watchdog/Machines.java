package dev.gantry.server.watchdog;

import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.registry.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Nodes and services for tests, in few words. */
final class Machines {
    private Machines() {}

    static InferenceService service(String name, Kind kind, String... models) {
        return asked(kind, "", "", "", List.of(models)).named(name);
    }

    static Draft asked(
            Kind kind, String path, String probe, String tokenVariable, List<String> models) {
        return new Draft(kind, path, probe, tokenVariable, models);
    }

    record Draft(Kind kind, String path, String probe, String tokenVariable, List<String> models) {
        InferenceService named(String name) {
            return at(name, 8080, OptionalInt.empty());
        }

        InferenceService at(String name, int port, OptionalInt slots) {
            return new InferenceService(
                    name,
                    kind,
                    Set.of(Capability.CHAT),
                    port,
                    false,
                    path,
                    probe,
                    models,
                    new LinkedHashMap<>(),
                    slots,
                    1,
                    "",
                    tokenVariable);
        }
    }

    static InferenceNode node(String name, InferenceService... services) {
        return node(name, name + ".lan", false, services);
    }

    static InferenceNode node(
            String name, String address, boolean draining, InferenceService... services) {
        return new InferenceNode(
                name,
                address,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                draining,
                Arrays.asList(services));
    }

    static Snapshot snapshot(InferenceNode... nodes) {
        return new Snapshot(1, Arrays.asList(nodes), Map.of());
    }
}
