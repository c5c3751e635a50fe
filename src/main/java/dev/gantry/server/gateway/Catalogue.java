package dev.gantry.server.gateway;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.server.dispatch.Target;
import dev.gantry.server.registry.ApiKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All upstreams at one moment. Immutable. */
public final class Catalogue {
    private final Map<String, Place> places;

    public Catalogue(List<Place> all) {
        Map<String, Place> byId = new LinkedHashMap<>();
        all.forEach(place -> byId.put(place.id(), place));
        this.places = byId;
    }

    public List<Place> places() {
        return List.copyOf(places.values());
    }

    public Optional<Place> place(String id) {
        return Optional.ofNullable(places.get(id));
    }

    public List<Target> targets() {
        return places.values().stream().map(Place::target).toList();
    }

    /** Whether there is any upstream with this ability, open or not. */
    public boolean anybodyCan(String ability) {
        return targets().stream().anyMatch(target -> target.capabilities().contains(ability));
    }

    /** The body of {@code GET /v1/models}: what this key may use and somebody offers now. */
    public Node models(ApiKey key) {
        List<Node> list = new ArrayList<>();
        offered(key).forEach((name, owner) -> list.add(model(name, owner)));
        return Json.object().put("object", Json.of("list")).put("data", Json.array(list)).build();
    }

    /** The body of {@code GET /v1/models/NAME}. */
    public Optional<Node> model(ApiKey key, String name) {
        return Optional.ofNullable(offered(key).get(name)).map(owner -> model(name, owner));
    }

    private static MapNode model(String name, String owner) {
        return Json.object()
                .put("id", Json.of(name))
                .put("object", Json.of("model"))
                .put("created", Json.of(0))
                .put("owned_by", Json.of(owner))
                .build();
    }

    /** Model to one of the upstreams that offer it. */
    private Map<String, String> offered(ApiKey key) {
        Map<String, String> offered = new TreeMap<>();
        for (Place place : places.values()) {
            if (place.open()) {
                place.models()
                        .orElse(List.of())
                        .forEach(name -> offered.putIfAbsent(name, place.id()));
                place.service()
                        .aliases()
                        .keySet()
                        .forEach(name -> offered.putIfAbsent(name, place.id()));
            }
        }
        offered.keySet().removeIf(name -> Access.refusal(key, name).isPresent());
        return offered;
    }
}
