package dev.gantry.fleet;

import dev.gantry.diag.Problems;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The hosts of a fleet that serve inference, as the control plane's registry has nodes. */
public final class InferenceNodes {
    private InferenceNodes() {}

    /**
     * A node for each host on which one of the services runs: under the host's name, at its
     * address. The values stand where the fleet file has them.
     */
    public static List<MapNode> of(Fleet fleet, FleetInputs inputs) {
        SequencedMap<Host, List<Node>> services = new LinkedHashMap<>();
        List<Placements.Placement> placements = new Placements(fleet, inputs, new Problems()).all();
        for (Inference.Offer offer : fleet.inference().services()) {
            for (Placements.Placement place : placements) {
                if (place.stack().name().equals(offer.stack())) {
                    services.computeIfAbsent(place.host(), _ -> new ArrayList<>())
                            .add(service(offer));
                }
            }
        }
        return services.entrySet().stream().map(host -> node(fleet, host)).toList();
    }

    private static MapNode service(Inference.Offer offer) {
        MapNode settings = offer.settings();
        return settings.get("name") == null
                ? settings.with("name", ScalarNode.string(offer.service(), offer.location()))
                : settings;
    }

    private static MapNode node(Fleet fleet, Map.Entry<Host, List<Node>> entry) {
        Host host = entry.getKey();
        String address = host.address().isEmpty() ? "127.0.0.1" : host.address();
        MapNode.Builder devices = MapNode.builder(host.location());
        fleet.inference()
                .devices()
                .forEach((name, slots) -> devices.put(name, number(slots, host)));
        return MapNode.builder(host.location())
                .put("name", ScalarNode.string(host.name(), host.location()))
                .put("address", ScalarNode.string(address, host.location()))
                .put("labels", Json.strings(host.labels()))
                .put("devices", devices.build())
                .put("services", Json.array(entry.getValue()))
                .build();
    }

    /** What is no number stays a text, for the registry to complain about. */
    private static Node number(String text, Host host) {
        return text.matches("\\d{1,9}")
                ? ScalarNode.integer(Long.parseLong(text), host.location())
                : ScalarNode.string(text, host.location());
    }
}
