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
            if (matter(asked, fleet, host, arguments)) {
                hosts.add(host.name());
            }
        }
        return hosts;
    }

    /** Those of them that have told nothing. */
    static SequencedSet<String> untold(Fleet fleet, FleetInputs inputs) {
        SequencedSet<String> hosts = hosts(fleet, inputs.labels());
        hosts.removeAll(inputs.facts().keySet());
        return hosts;
    }

    /** The hosts to ask before it is known which checks count. */
    public static SequencedSet<String> ofChecks(Desired desired, Map<String, String> arguments) {
        SequencedSet<String> hosts = new LinkedHashSet<>();
        for (Deployment one : desired.deployments()) {
            Set<String> asked = new LinkedHashSet<>();
            one.stack().checks().forEach(check -> asked.addAll(check.when().labels().keySet()));
            if (matter(asked, desired.fleet(), one.host(), arguments)) {
                hosts.add(one.host().name());
            }
        }
        return hosts;
    }

    private static boolean matter(
            Set<String> asked, Fleet fleet, Host host, Map<String, String> arguments) {
        Set<String> declared = HostLabels.of(fleet, host, Map.of(), arguments).labels().keySet();
        return FACTS.stream().anyMatch(fact -> asked.contains(fact) && !declared.contains(fact));
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
