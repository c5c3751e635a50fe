package dev.gantry.compose;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which services take part: profiles switch them on and off, arguments choose among them.
 *
 * @param model the typed model with the active services only
 * @param disabled the other services
 */
record Selection(MapNode model, MapNode disabled) {

    static Selection all(MapNode model) {
        return new Selection(model, MapNode.empty(model.location()));
    }

    MapNode services() {
        return Values.map(model, "services");
    }

    /** With the services of these profiles, and those of no profile, active. */
    Selection withProfiles(Collection<String> profiles) {
        MapNode.Builder active = MapNode.builder(services().location());
        MapNode.Builder rest = MapNode.builder(services().location());
        boolean every = profiles.contains("*");
        for (MapNode group : List.of(services(), disabled)) {
            for (var entry : group.entries().entrySet()) {
                List<Node> own = profilesOf(entry.getValue().value());
                boolean on =
                        every
                                || own.isEmpty()
                                || own.stream()
                                        .anyMatch(
                                                profile -> profiles.contains(Values.text(profile)));
                (on ? active : rest)
                        .put(entry.getKey(), entry.getValue().key(), entry.getValue().value());
            }
        }
        return new Selection(withServices(active.build()), rest.build());
    }

    static List<Node> profilesOf(Node service) {
        return service instanceof MapNode map ? Values.items(map.get("profiles")) : List.of();
    }

    private MapNode withServices(MapNode services) {
        return model.with("services", Sorting.byName(services));
    }

    /** With the named services active whatever their profiles say. */
    Selection enabling(List<String> names, Collection<String> profiles) {
        Set<String> all = new LinkedHashSet<>(profiles);
        boolean more = false;
        for (String name : names) {
            if (disabled.get(name) instanceof MapNode service) {
                profilesOf(service).forEach(profile -> all.add(Values.text(profile)));
                more = true;
            }
        }
        return more ? withProfiles(all) : this;
    }

    /** With nothing but the named services and what they depend on; all when there are no names. */
    Selection only(List<String> names, Problems problems) {
        if (names.isEmpty()) {
            return this;
        }
        Set<String> wanted = wanted(names, problems);
        MapNode.Builder active = MapNode.builder(services().location());
        MapNode.Builder rest = disabled.toBuilder();
        for (var entry : services().entries().entrySet()) {
            Node service = entry.getValue().value();
            if (wanted.contains(entry.getKey())) {
                active.put(entry.getKey(), entry.getValue().key(), dependingOn(wanted, service));
            } else {
                rest.put(entry.getKey(), entry.getValue().key(), service);
            }
        }
        return new Selection(withServices(active.build()), rest.build());
    }

    private Set<String> wanted(List<String> names, Problems problems) {
        Set<String> wanted = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(names);
        while (!next.isEmpty()) {
            String name = next.pop();
            if (services().get(name) instanceof MapNode service) {
                if (wanted.add(name)) {
                    dependencies(service, problems).forEach(next::push);
                }
            } else if (names.contains(name)) {
                problems.error(
                        Location.of("the arguments"),
                        "no such service: " + name,
                        DidYouMean.hint(name, services().keys()));
            }
        }
        return wanted;
    }

    private List<String> dependencies(MapNode service, Problems problems) {
        List<String> there = new ArrayList<>();
        Values.map(service, "depends_on")
                .entries()
                .forEach((name, entry) -> {
                    if (services().has(name)) {
                        there.add(name);
                    } else if (isRequired(entry.value())) {
                        problems.error(
                                entry.key(),
                                "no such service: " + name,
                                DidYouMean.hint(name, services().keys()));
                    }
                });
        return there;
    }

    private static boolean isRequired(Node dependency) {
        return !(dependency instanceof MapNode map)
                || !Values.text(map, "required").equals("false");
    }

    private static Node dependingOn(Set<String> wanted, Node service) {
        if (!(service instanceof MapNode map) || !(map.get("depends_on") instanceof MapNode all)) {
            return service;
        }
        MapNode.Builder kept = all.toBuilder();
        for (String name : all.keys()) {
            if (!wanted.contains(name)) {
                kept.remove(name);
            }
        }
        MapNode rest = kept.build();
        return rest.isEmpty() ? map.without("depends_on") : map.with("depends_on", rest);
    }

    /** Without the networks, volumes, configs, secrets and models that no active service uses. */
    Selection withoutUnused() {
        MapNode result = model;
        for (String section : List.of("networks", "volumes", "secrets", "configs", "models")) {
            if (model.get(section) instanceof MapNode map) {
                MapNode.Builder kept = map.toBuilder();
                Set<String> used = used(section);
                map.keys().stream().filter(key -> !used.contains(key)).forEach(kept::remove);
                MapNode rest = kept.build();
                result = rest.isEmpty() ? result.without(section) : result.with(section, rest);
            }
        }
        return new Selection(result, disabled);
    }

    private Set<String> used(String section) {
        Set<String> used = new HashSet<>();
        for (MapNode.Entry entry : services().values()) {
            if (entry.value() instanceof MapNode service) {
                used.addAll(used(service, section));
            }
        }
        return used;
    }

    private static Collection<String> used(MapNode service, String section) {
        return switch (section) {
            case "networks", "models" -> Values.map(service, section).keys();
            case "secrets" -> {
                List<String> sources = new ArrayList<>(sources(service.get("secrets")));
                sources.addAll(sources(Values.map(service, "build").get("secrets")));
                yield sources;
            }
            case "volumes" -> volumes(service.get("volumes"));
            default -> sources(service.get(section));
        };
    }

    private static List<String> volumes(@Nullable Node mounts) {
        return Values.items(mounts).stream()
                .filter(mount ->
                        mount instanceof MapNode map && Values.text(map, "type").equals("volume"))
                .map(mount -> Values.text((MapNode) mount, "source"))
                .toList();
    }

    private static List<String> sources(@Nullable Node grants) {
        return Values.items(grants).stream()
                .filter(grant -> grant instanceof MapNode)
                .map(grant -> Values.text((MapNode) grant, "source"))
                .toList();
    }
}
