package dev.gantry.check;

import dev.gantry.compose.model.Attachment;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Who answers to which name in which network, as the engine's own DNS has it: a service's name, its
 * container's, its host name and its aliases.
 */
final class Names {
    /** By network of a host, then by name in small letters. */
    private final SequencedMap<String, SequencedMap<String, List<Subject>>> networks =
            new LinkedHashMap<>();

    private final Map<String, List<Subject>> everywhere = new HashMap<>();

    static Names of(List<Subject> subjects) {
        Names names = new Names();
        for (Subject subject : subjects) {
            Set<String> own = own(subject);
            own.forEach(name ->
                    names.everywhere.computeIfAbsent(name, _ -> new ArrayList<>()).add(subject));
            subject.service()
                    .networks()
                    .forEach((key, attachment) -> names.join(subject, key, attachment, own));
        }
        return names;
    }

    private void join(Subject subject, String key, Attachment attachment, Set<String> own) {
        Map<String, List<Subject>> network =
                networks.computeIfAbsent(place(subject, key), _ -> new LinkedHashMap<>());
        Set<String> all = new LinkedHashSet<>(own);
        attachment.aliases().forEach(alias -> all.add(small(alias)));
        for (String name : all) {
            network.computeIfAbsent(name, _ -> new ArrayList<>()).add(subject);
        }
    }

    private static Set<String> own(Subject subject) {
        Service service = subject.service();
        Set<String> names = new LinkedHashSet<>();
        names.add(small(service.name()));
        String project = subject.deployment().project().name();
        for (int number = 1; number <= Math.min(service.scale(), 9); number++) {
            names.add(small(service.containerName(project, number)));
        }
        if (service.canonical().has("hostname")) {
            names.add(small(text(service, "hostname")));
        }
        return names;
    }

    /** A network of a host, by its name at the engine. */
    private static String place(Subject subject, String key) {
        return subject.host() + '\n' + network(subject, key);
    }

    private static String network(Subject subject, String key) {
        Network network = subject.deployment().project().networks().get(key);
        return network == null ? key : network.name();
    }

    /** The service whose networks count: its own, or that of {@code network_mode: service:x}. */
    static Subject joined(Subject subject) {
        Project project = subject.deployment().project();
        Subject at = subject;
        for (int hops = 0; hops < 10; hops++) {
            String mode = at.service().networkMode();
            Service next =
                    mode.startsWith("service:")
                            ? project.services().get(mode.substring("service:".length()))
                            : null;
            if (next == null) {
                break;
            }
            at = new Subject(subject.deployment(), next);
        }
        return at;
    }

    /** Who answers a service that asks for the name. */
    List<Subject> answering(Subject asker, String name) {
        List<Subject> found = new ArrayList<>();
        for (String key : joined(asker).service().networks().keySet()) {
            Map<String, List<Subject>> network = networks.get(place(joined(asker), key));
            if (network != null) {
                found.addAll(network.getOrDefault(small(name), List.of()));
            }
        }
        return found;
    }

    /** Every name that answers the service. */
    Set<String> known(Subject asker) {
        Set<String> known = new LinkedHashSet<>();
        for (String key : joined(asker).service().networks().keySet()) {
            Map<String, List<Subject>> network = networks.get(place(joined(asker), key));
            if (network != null) {
                known.addAll(network.keySet());
            }
        }
        return known;
    }

    /** Who has the name on whatever host and network; aliases, which are a network's, aside. */
    List<Subject> anywhere(String name) {
        return everywhere.getOrDefault(small(name), List.of());
    }

    /** The names of a service's networks at the engine. */
    static List<String> networksOf(Subject subject) {
        return subject.service().networks().keySet().stream()
                .map(key -> network(subject, key))
                .toList();
    }

    /** By {@code host LF network}, then by name: who answers. */
    SequencedMap<String, SequencedMap<String, List<Subject>>> byNetwork() {
        return networks;
    }

    static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String text(Service service, String attribute) {
        return Fields.of(service.canonical()).text(attribute);
    }
}
