package dev.gantry.server.gateway;

import dev.gantry.server.dispatch.Device;
import dev.gantry.server.dispatch.Target;
import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An upstream as the gateway sees it: what the registry says of it, and how it is just now.
 *
 * @param models that it answers for, aliases left out; empty: nobody knows, so any
 * @param warm those of them that are loaded; empty: it does not say
 * @param slots at least 1
 * @param open whether it takes requests
 * @param condition how it is, in words, for who asks why it takes none
 */
public record Place(
        InferenceNode node,
        InferenceService service,
        Optional<List<String>> models,
        Set<String> warm,
        int slots,
        boolean open,
        String condition) {
    public Place {
        models = models.map(List::copyOf);
        warm = Set.copyOf(warm);
    }

    /** {@code node/service}. */
    public String id() {
        return node.name() + "/" + service.name();
    }

    /** What the dispatcher is to know. */
    public Target target() {
        Set<String> names = new HashSet<>();
        models.ifPresent(known -> {
            names.addAll(known);
            names.addAll(service.aliases().keySet());
            // One that has none serves no model, where an empty set would mean any.
            names.add("");
        });
        Set<String> loaded = new HashSet<>(warm.isEmpty() ? names : warm);
        service.aliases()
                .forEach((alias, model) -> {
                    if (loaded.contains(model)) {
                        loaded.add(alias);
                    }
                });
        return new Target(
                id(), abilities(), names, loaded, slots, device(), service.weight(), open);
    }

    /** The model that it knows by this name. */
    public String modelOf(String asked) {
        return service.aliases().getOrDefault(asked, asked);
    }

    private Set<String> abilities() {
        Set<String> abilities = new HashSet<>();
        abilities.add(ability(node.name(), service.name()));
        for (Capability one : service.capabilities()) {
            abilities.add(one.word());
            abilities.add(ability(service.kind(), one));
        }
        return abilities;
    }

    private Optional<Device> device() {
        String device = service.device();
        return device.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Device(
                                node.name() + "/" + device,
                                node.devices().getOrDefault(device, 1)));
    }

    /** What only servers of one kind can do. */
    static String ability(Kind kind, Capability capability) {
        return kind.word() + "/" + capability.word();
    }

    /** What only this one can do. */
    static String ability(String node, String service) {
        return "@" + node + "/" + service;
    }
}
