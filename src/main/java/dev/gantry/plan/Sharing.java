package dev.gantry.plan;

import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Json;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services of whose containers a service uses a namespace or the volumes: {@code network_mode},
 * {@code ipc}, {@code pid} with {@code service:x}, and {@code volumes_from}. Such a container is
 * bound to the other's id: it is made after it, and made anew with it.
 *
 * @see <a
 *     href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/convergence.go">resolveServiceReferences</a>
 */
public final class Sharing {
    private static final List<String> NAMESPACES = List.of("network_mode", "ipc", "pid");
    private static final String SERVICE = "service:";
    private static final String CONTAINER = "container:";

    private Sharing() {}

    /** The names of the services that {@code service}, in canonical form, shares with. */
    public static SequencedSet<String> services(MapNode service) {
        SequencedSet<String> names = new LinkedHashSet<>();
        for (String key : NAMESPACES) {
            if (service.get(key) instanceof ScalarNode mode && mode.text().startsWith(SERVICE)) {
                names.add(mode.text().substring(SERVICE.length()));
            }
        }
        if (service.get("volumes_from") instanceof ListNode sources) {
            for (Node source : sources.items()) {
                String text = ((ScalarNode) source).text();
                if (!text.startsWith(CONTAINER)) {
                    names.add(beforeColon(text));
                }
            }
        }
        return names;
    }

    /**
     * For each service the services that it shares with, whether by their name or by that of one of
     * their containers ({@code container:x}). Its own containers are made and started after theirs.
     */
    static SequencedMap<String, SequencedSet<String>> before(Project project) {
        SequencedMap<String, SequencedSet<String>> before = new LinkedHashMap<>();
        SequencedMap<String, Set<String>> named = new LinkedHashMap<>();
        for (Service service : project.services().values()) {
            before.put(service.name(), services(service.canonical()));
            named.put(service.name(), containers(service.canonical()));
        }
        if (!named.values().stream().allMatch(Set::isEmpty)) {
            Map<String, String> owners = owners(project);
            before.forEach((service, names) -> {
                named.getOrDefault(service, Set.of()).stream()
                        .flatMap(container -> Stream.ofNullable(owners.get(container)))
                        .filter(owner -> !owner.equals(service))
                        .forEach(names::add);
            });
        }
        return before;
    }

    private static Map<String, String> owners(Project project) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (Service service : project.services().values()) {
            for (int number = 1; number <= service.scale(); number++) {
                owners.put(service.containerName(project.name(), number), service.name());
            }
        }
        return owners;
    }

    private static Set<String> containers(MapNode service) {
        List<Node> modes = new ArrayList<>();
        NAMESPACES.forEach(key -> service.find(key).ifPresent(modes::add));
        if (service.get("volumes_from") instanceof ListNode sources) {
            modes.addAll(sources.items());
        }
        return modes.stream()
                .map(mode -> ((ScalarNode) mode).text())
                .filter(mode -> mode.startsWith(CONTAINER))
                .map(mode -> beforeColon(mode.substring(CONTAINER.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The service with ids in place of service names: the form whose {@code ConfigHash} Docker
     * Compose writes into the label.
     *
     * @param idOf the id of a service's first container (by name); empty leaves the name
     */
    public static MapNode resolved(MapNode service, UnaryOperator<String> idOf) {
        MapNode resolved = service;
        for (String key : NAMESPACES) {
            if (service.get(key) instanceof ScalarNode mode && mode.text().startsWith(SERVICE)) {
                String id = idOf.apply(mode.text().substring(SERVICE.length()));
                resolved = id.isEmpty() ? resolved : resolved.with(key, Json.of(CONTAINER + id));
            }
        }
        return service.get("volumes_from") instanceof ListNode sources
                ? resolved.with("volumes_from", resolvedSources(sources, idOf))
                : resolved;
    }

    private static ListNode resolvedSources(ListNode sources, UnaryOperator<String> idOf) {
        List<Node> resolved = new ArrayList<>();
        for (Node source : sources.items()) {
            String text = ((ScalarNode) source).text();
            String id =
                    text.startsWith(CONTAINER)
                            ? beforeColon(text.substring(CONTAINER.length()))
                            : idOf.apply(beforeColon(text));
            resolved.add(id.isEmpty() ? source : Json.of(id));
        }
        return Json.array(resolved);
    }

    private static String beforeColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
