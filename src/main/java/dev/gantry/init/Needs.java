package dev.gantry.init;

import dev.gantry.diag.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The order between stacks, from what their services call each other: a name that a service of
 * another stack has on a network which both are on, or a port that it publishes on the host.
 */
final class Needs {

    /**
     * One need.
     *
     * @param service empty: the whole stack
     * @param reason who says so, for a comment
     */
    record Need(String stack, String service, String reason) {
        String text() {
            return service.isEmpty() ? stack : stack + "/" + service;
        }
    }

    private record Edge(int from, int to, Need need, Address place) {}

    private static final String HOST = "host.docker.internal";

    private final List<Draft> drafts;
    private final Inventory inventory;
    private final SharedNetworks networks;
    private final List<Problem> notes;
    private final List<Edge> edges = new ArrayList<>();

    Needs(List<Draft> drafts, Inventory inventory, SharedNetworks networks, List<Problem> notes) {
        this.drafts = drafts;
        this.inventory = inventory;
        this.networks = networks;
        this.notes = notes;
    }

    /** Stack to what it needs; nothing in a circle. */
    Map<String, List<Need>> all() {
        for (int from = 0; from < drafts.size(); from++) {
            for (List<ServiceSketch> sketches : drafts.get(from).services().values()) {
                for (ServiceSketch sketch : sketches) {
                    for (Address address : Address.of(sketch, inventory)) {
                        address(from, sketch, address);
                    }
                }
            }
        }
        return withoutCircles();
    }

    private void address(int from, ServiceSketch user, Address address) {
        if (isOutside(user, address.host())) {
            published(from, user, address);
        } else if (owners(drafts.get(from), address.host()).isEmpty()) {
            named(from, user, address);
        }
    }

    private static boolean isOutside(ServiceSketch user, String host) {
        return host.equals(HOST)
                || user.extraHosts().stream().anyMatch(one -> one.equalsIgnoreCase(host));
    }

    private static Set<String> owners(Draft draft, String name) {
        Set<String> owners = new LinkedHashSet<>();
        draft.services()
                .forEach((service, sketches) -> {
                    if (sketches.stream()
                            .flatMap(one -> one.names().stream())
                            .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(name))) {
                        owners.add(service);
                    }
                });
        return owners;
    }

    private void named(int from, ServiceSketch user, Address address) {
        Set<String> mine = SharedNetworks.of(drafts.get(from), user);
        List<Edge> found = new ArrayList<>();
        boolean elsewhere = false;
        for (int to = 0; to < drafts.size(); to++) {
            Set<String> owners = to == from ? Set.of() : owners(drafts.get(to), address.host());
            if (!owners.isEmpty() && meets(drafts.get(to), owners, mine)) {
                found.add(edge(from, to, owners, user, address));
            }
            elsewhere |= !owners.isEmpty();
        }
        if (found.size() == 1) {
            edges.addAll(found);
        } else if (found.isEmpty() && elsewhere) {
            note(
                    address,
                    user.name()
                            + " calls "
                            + address.host()
                            + ", which is a service of another stack, on no network that both are on",
                    "put both on one external network, if it is meant");
        } else if (found.size() > 1) {
            note(
                    address,
                    user.name() + " calls " + address.host() + ", and several stacks have one",
                    "add the one that is meant to needs");
        }
    }

    private static boolean meets(Draft draft, Set<String> services, Set<String> networks) {
        return draft.services().entrySet().stream()
                .filter(entry -> services.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(
                        one -> SharedNetworks.of(draft, one).stream().anyMatch(networks::contains));
    }

    private void published(int from, ServiceSketch user, Address address) {
        List<Edge> found = new ArrayList<>();
        for (int to = 0; to < drafts.size(); to++) {
            Set<String> owners = new LinkedHashSet<>();
            Draft draft = drafts.get(to);
            Map<String, String> known = inventory.known(draft.first().folder());
            draft.services()
                    .forEach((service, sketches) -> {
                        if (sketches.stream()
                                .anyMatch(one ->
                                        PublishedPort.of(one, known).contains(address.port()))) {
                            owners.add(service);
                        }
                    });
            if (!owners.isEmpty()) {
                found.add(edge(from, to, owners, user, address));
            }
        }
        if (found.size() == 1 && found.getFirst().to() != from) {
            edges.addAll(found);
        }
    }

    private Edge edge(int from, int to, Set<String> owners, ServiceSketch user, Address address) {
        Draft owner = drafts.get(to);
        String service = owners.size() == 1 ? owners.iterator().next() : "";
        String certain = owner.isCertain(service) ? service : "";
        String port = address.port().isEmpty() ? "" : ":" + address.port();
        String reason =
                user.name() + " calls " + address.host() + port + " (" + address.setting() + ")";
        return new Edge(from, to, new Need(owner.name(), certain, reason), address);
    }

    /** Whoever makes a network is there before those who only use it. */
    private void makers() {
        for (String name : networks.external()) {
            Set<String> makers = networks.makers(name);
            for (int from = 0; from < drafts.size(); from++) {
                for (int to = 0; to < drafts.size(); to++) {
                    if (from != to
                            && makers.contains(drafts.get(to).name())
                            && networks.users(name).contains(drafts.get(from).name())) {
                        Need need =
                                new Need(drafts.get(to).name(), "", "it makes the network " + name);
                        edges.add(
                                new Edge(
                                        from,
                                        to,
                                        need,
                                        new Address(
                                                name,
                                                "",
                                                "",
                                                drafts.get(from).first().document().location())));
                    }
                }
            }
        }
    }

    /** Needs that go with the order of the folders win over those that go against it. */
    private Map<String, List<Need>> withoutCircles() {
        makers();
        edges.sort(Comparator.comparing(edge -> edge.to() > edge.from()));
        SequencedMap<Integer, Set<Integer>> kept = new LinkedHashMap<>();
        Map<String, List<Need>> needs = new LinkedHashMap<>();
        for (Edge edge : edges) {
            if (reaches(kept, edge.to(), edge.from())) {
                note(
                        edge.place(),
                        "left out: "
                                + drafts.get(edge.from()).name()
                                + " would need "
                                + edge.need().text()
                                + ", in a circle; "
                                + edge.need().reason(),
                        "needs: says what has to be up first; keep the direction that is right");
            } else {
                kept.computeIfAbsent(edge.from(), _ -> new LinkedHashSet<>()).add(edge.to());
                add(
                        needs.computeIfAbsent(
                                drafts.get(edge.from()).name(), _ -> new ArrayList<>()),
                        edge.need());
            }
        }
        return needs;
    }

    private static boolean reaches(Map<Integer, Set<Integer>> edges, int from, int to) {
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            int one = open.pop();
            if (one == to) {
                return true;
            }
            if (seen.add(one)) {
                open.addAll(edges.getOrDefault(one, Set.of()));
            }
        }
        return false;
    }

    /** A need of the whole stack makes those of its services needless. */
    private static void add(List<Need> needs, Need need) {
        boolean known =
                needs.stream()
                        .anyMatch(one ->
                                one.text().equals(need.text()) || one.text().equals(need.stack()));
        if (!known) {
            if (need.service().isEmpty()) {
                needs.removeIf(one -> one.stack().equals(need.stack()));
            }
            needs.add(need);
        }
    }

    private void note(Address address, String message, String hint) {
        notes.add(Problem.warning(address.place(), message, hint));
    }
}
