package dev.gantry.init;

import dev.gantry.diag.Location;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import dev.gantry.fleet.FleetKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The networks by which stacks reach each other: those whose name at the engine a file fixes. */
final class SharedNetworks {
    private final List<Draft> drafts;
    private final Inventory inventory;

    SharedNetworks(List<Draft> drafts, Inventory inventory) {
        this.drafts = drafts;
        this.inventory = inventory;
    }

    /** Those that the service is on. */
    static Set<String> of(Draft draft, ServiceSketch service) {
        Set<String> names = new LinkedHashSet<>();
        Fields networks = Fields.of(draft.file(service.file()).document()).map("networks");
        for (String key : service.networks()) {
            if (networks.node().has(key)) {
                name(key, networks.map(key)).ifPresent(names::add);
            }
        }
        return names;
    }

    private static Optional<String> name(String key, Fields network) {
        if (network.has("name")) {
            return Optional.of(network.text("name"));
        }
        return isExternal(network) ? Optional.of(externalName(key, network)) : Optional.empty();
    }

    /** The old form {@code external: {name: …}} is understood too. */
    private static String externalName(String key, Fields network) {
        String old = network.map("external").text("name");
        return old.isEmpty() ? key : old;
    }

    static boolean isExternal(Fields network) {
        return network.flag("external") || !network.map("external").node().isEmpty();
    }

    /** A network that a file of a stack makes, or leaves to others, under the engine's name. */
    private record Use(String stack, String name, boolean external) {}

    private List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (Draft draft : drafts) {
            for (SourceFile file : draft.on()) {
                Fields.of(file.document())
                        .map("networks")
                        .entries()
                        .forEach((key, network) ->
                                name(key, network)
                                        .map(name ->
                                                new Use(draft.name(), name, isExternal(network)))
                                        .ifPresent(uses::add));
            }
        }
        return uses;
    }

    private Set<String> stacks(String name, boolean external) {
        Set<String> stacks = new LinkedHashSet<>();
        for (Use use : uses()) {
            if (use.name().equals(name) && use.external() == external) {
                stacks.add(use.stack());
            }
        }
        return stacks;
    }

    Set<String> makers(String name) {
        return stacks(name, false);
    }

    Set<String> users(String name) {
        return stacks(name, true);
    }

    /** Every external network that a stack uses. */
    Set<String> external() {
        Set<String> names = new LinkedHashSet<>();
        for (Use use : uses()) {
            if (use.external() && !use.name().contains("$")) {
                names.add(use.name());
            }
        }
        return names;
    }

    /**
     * The networks that the fleet is to make: external to several stacks and made by none. With
     * what a file of the folder says of them.
     */
    SequencedMap<String, MapNode> ofFleet() {
        SequencedMap<String, MapNode> networks = new LinkedHashMap<>();
        for (String name : external()) {
            if (users(name).size() > 1 && makers(name).isEmpty()) {
                networks.put(name, definition(name));
            }
        }
        return networks;
    }

    private MapNode definition(String name) {
        MapNode none = MapNode.empty(Location.of(""));
        for (MapNode sheet : inventory.networks()) {
            for (var entry : Fields.of(sheet).entries().entrySet()) {
                Fields network = entry.getValue();
                String own = network.has("name") ? network.text("name") : entry.getKey();
                if (own.equals(name) && !isExternal(network)) {
                    return kept(network.node().without("name"));
                }
            }
        }
        return none;
    }

    /** What the fleet file has keys for. */
    private static MapNode kept(MapNode network) {
        MapNode.Builder kept = network.toBuilder();
        for (String key : network.keys()) {
            boolean flat = !key.equals("labels") || network.get(key) instanceof MapNode;
            boolean blank = network.get(key) instanceof ScalarNode one && one.isNull();
            if (!FleetKeys.ofNetwork().contains(key) || !flat || blank) {
                kept.remove(key);
            }
        }
        return kept.build();
    }
}
