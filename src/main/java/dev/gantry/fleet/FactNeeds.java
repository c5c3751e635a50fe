package dev.gantry.fleet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Finds the hosts whose engines must be asked for their facts before it is known what runs where.
 * Most fleets need none, and are loaded without touching a network.
 */
public final class FactNeeds {
    private static final List<String> FACTS = List.of("os", "arch", "gpu");

    private FactNeeds() {}

    /**
     * The hosts to ask, in the order of the fleet file.
     *
     * @param arguments {@code --label}
     */
    public static SequencedSet<String> hosts(Fleet fleet, Map<String, String> arguments) {
        SequencedSet<String> hosts = new LinkedHashSet<>();
        for (Host host : fleet.hosts().values()) {
            Set<String> asked = new LinkedHashSet<>();
            for (Stack stack : fleet.stacks().values()) {
                asked.addAll(asked(stack, host));
            }
            Set<String> declared =
                    HostLabels.of(fleet, host, Map.of(), arguments).labels().keySet();
            if (FACTS.stream().anyMatch(fact -> asked.contains(fact) && !declared.contains(fact))) {
                hosts.add(host.name());
            }
        }
        return hosts;
    }

    /** The labels that decide whether, and how, the stack runs on the host. */
    private static Set<String> asked(Stack stack, Host host) {
        Set<String> asked = new LinkedHashSet<>();
        switch (stack.hosts()) {
            case HostSelector.Only() -> {}
            case HostSelector.Named(List<String> names) -> {
                if (!names.contains(host.name())) {
                    return asked;
                }
            }
            case HostSelector.Labelled labelled -> asked.addAll(labelled.labels().keySet());
        }
        stack.compose().forEach(one -> asked.addAll(one.when().labels().keySet()));
        stack.profiles().forEach(one -> asked.addAll(one.when().labels().keySet()));
        return asked;
    }
}
