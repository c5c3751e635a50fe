package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.DependencyOrder;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Need;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Compares what the files ask for with what the engines report, and says what is to be done. Pure:
 * the same input gives the same plan.
 *
 * <p>The rules are Docker Compose's (2.40.3); {@code docs/planning.md} has them in words.
 */
public final class Planner {
    private final Desired desired;
    private final SequencedMap<String, HostView> hosts = new LinkedHashMap<>();
    private final SequencedMap<String, Observed.Unreachable> unreachable = new LinkedHashMap<>();

    /** Those that others need come first. */
    private final List<Deployment> deployments;

    private final Blocking blocking;
    private final List<Problem> notices = new ArrayList<>();

    private Planner(Desired desired, Observed observed) {
        this.desired = desired;
        this.deployments = inOrder(desired.deployments());
        this.blocking = new Blocking(deployments);
        observed.hosts().forEach(this::sort);
        deployments.forEach(this::blockUnreachable);
    }

    /**
     * The steps that bring every deployment up.
     *
     * @param observed has an answer, or the lack of one, for every host of a deployment
     */
    public static Plan up(Desired desired, Observed observed, UpOptions options) {
        return new Planner(desired, observed).up(options);
    }

    /** The steps that take every deployment away. */
    public static Plan down(Desired desired, Observed observed, DownOptions options) {
        return new Planner(desired, observed).down(options);
    }

    /**
     * The steps that start, stop or otherwise turn the containers that are there.
     *
     * @param services only these; empty for all
     */
    public static Plan turn(Desired desired, Observed observed, Turn turn, Set<String> services) {
        return new Planner(desired, observed).turn(turn, services);
    }

    private Plan up(UpOptions options) {
        Wants wants = new Wants(deployments);
        Predecessors predecessors = new Predecessors(desired.fleet(), deployments);
        Surveyor surveyor = new Surveyor(desired.fleet(), predecessors, options);
        List<Survey> surveys = new ArrayList<>();
        for (Deployment one : deployments) {
            HostView host = hosts.get(one.host().name());
            if (host != null) {
                Survey survey = surveyor.survey(one, host, wants.ending(one));
                surveys.add(survey);
                survey.obstacles().forEach(obstacle -> blocking.block(one, obstacle));
            }
        }
        SequencedMap<String, String> blocked = blocking.reasons();
        UpGraph graph = new UpGraph(wants);
        for (Survey survey : surveys) {
            if (!blocked.containsKey(survey.deployment().id())) {
                survey.notices().forEach(this::tellOnce);
                graph.add(survey);
            }
        }
        hosts.values().forEach(host -> notices.addAll(predecessors.notices(host)));
        notices.addAll(strays());
        return new Plan(graph.steps(), unreachable, blocked, List.copyOf(notices));
    }

    private List<Problem> strays() {
        Strays strays = new Strays(desired.fleet(), deployments);
        return hosts.values().stream().flatMap(host -> strays.notices(host).stream()).toList();
    }

    /** What holds for a stack on several hosts may be the same on each. */
    private void tellOnce(Problem notice) {
        if (!notices.contains(notice)) {
            notices.add(notice);
        }
    }

    private Plan down(DownOptions options) {
        DownGraph graph = new DownGraph(options, deployments);
        SequencedMap<String, String> blocked = new LinkedHashMap<>();
        for (Deployment one : deployments.reversed()) {
            HostView host = hosts.get(one.host().name());
            if (host == null) {
                blocked.put(one.id(), "host " + one.host().name() + " cannot be reached");
            } else {
                graph.add(one, host);
            }
        }
        if (options.fleetNetworks()) {
            for (Network network : desired.fleet().networks().values()) {
                hosts.values()
                        .forEach(host -> graph.fleetNetwork(desired.fleet().name(), network, host));
            }
        }
        notices.addAll(graph.notices());
        notices.addAll(strays());
        return new Plan(graph.steps(), unreachable, blocked, List.copyOf(notices));
    }

    /**
     * The steps that fetch the services' images, each once a host.
     *
     * @param services only these; empty for all
     */
    public static Plan pull(
            Desired desired, Observed observed, PullOptions options, Set<String> services) {
        return new Planner(desired, observed).pull(options, services);
    }

    private Plan pull(PullOptions options, Set<String> services) {
        PullGraph graph = new PullGraph(options, services);
        SequencedMap<String, String> blocked = eachReachable(graph::add);
        return new Plan(graph.steps(), unreachable, blocked, List.of());
    }

    /**
     * The steps that build the services' images, each once a host.
     *
     * @param services only these; empty for all
     * @param dependencies whether what these depend on is built, too
     * @param push whether the images are sent to their registries
     */
    public static Plan build(
            Desired desired,
            Observed observed,
            BuildOptions options,
            Set<String> services,
            boolean dependencies,
            boolean push) {
        return new Planner(desired, observed)
                .build(new BuildGraph.Asked(options, services, dependencies, push));
    }

    private Plan build(BuildGraph.Asked asked) {
        BuildGraph graph = new BuildGraph(asked);
        SequencedMap<String, String> blocked = eachReachable(graph::add);
        return new Plan(graph.steps(), unreachable, blocked, List.of());
    }

    /**
     * The steps that send the services' images to their registries, each once.
     *
     * @param services only these; empty for all
     */
    public static Plan push(Desired desired, Observed observed, Set<String> services) {
        return new Planner(desired, observed).push(services);
    }

    private Plan push(Set<String> services) {
        PushGraph graph = new PushGraph(services);
        SequencedMap<String, String> blocked = eachReachable(graph::add);
        return new Plan(graph.steps(), unreachable, blocked, List.of());
    }

    /** Hands on the deployments whose hosts answer, and says why the others are left out. */
    private SequencedMap<String, String> eachReachable(BiConsumer<Deployment, HostView> work) {
        SequencedMap<String, String> blocked = new LinkedHashMap<>();
        for (Deployment one : deployments) {
            HostView host = hosts.get(one.host().name());
            if (host == null) {
                blocked.put(one.id(), "host " + one.host().name() + " cannot be reached");
            } else {
                work.accept(one, host);
            }
        }
        return blocked;
    }

    private Plan turn(Turn turn, Set<String> services) {
        TurnGraph graph = new TurnGraph(turn, services);
        SequencedMap<String, String> blocked = new LinkedHashMap<>();
        for (Deployment one : turn.backwards() ? deployments.reversed() : deployments) {
            HostView host = hosts.get(one.host().name());
            if (host == null) {
                blocked.put(one.id(), "host " + one.host().name() + " cannot be reached");
            } else {
                graph.add(one, host);
            }
        }
        blocked.putAll(graph.obstacles());
        return new Plan(graph.steps(), unreachable, blocked, List.of());
    }

    private void sort(String name, Observed.HostState state) {
        switch (state) {
            case Observed.Reachable reachable -> hosts.put(name, new HostView(name, reachable));
            case Observed.Unreachable away -> unreachable.put(name, away);
        }
    }

    private void blockUnreachable(Deployment deployment) {
        String host = deployment.host().name();
        if (unreachable.containsKey(host)) {
            blocking.block(deployment, "host " + host + " cannot be reached");
        } else if (!hosts.containsKey(host)) {
            throw new IllegalArgumentException("host " + host + " has not been observed");
        }
    }

    /** Deployments of needed stacks first, otherwise in the order of the fleet file. */
    private static List<Deployment> inOrder(List<Deployment> deployments) {
        SequencedMap<String, List<Deployment>> byStack = new LinkedHashMap<>();
        SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
        for (Deployment one : deployments) {
            String stack = one.stack().name();
            byStack.computeIfAbsent(stack, key -> new ArrayList<>()).add(one);
            needs.put(stack, one.stack().needs().stream().map(Need::stack).toList());
        }
        List<Deployment> ordered = new ArrayList<>();
        for (String stack : DependencyOrder.of(needs)) {
            ordered.addAll(byStack.getOrDefault(stack, List.of()));
        }
        return ordered;
    }
}
