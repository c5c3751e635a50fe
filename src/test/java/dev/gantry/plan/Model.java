package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.FleetLabels;
import dev.gantry.fleet.Need;
import dev.gantry.fleet.Parcel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fleet of engines in memory. Carries plans out, and refuses what a real engine would refuse and
 * what Compose promises never to do: starting something before what it needs is ready.
 */
final class Model {
    private final SequencedMap<String, ModelHost> hosts = new LinkedHashMap<>();
    private final SequencedMap<String, Observed.Unreachable> away = new LinkedHashMap<>();

    /** The ids of the containers that the plan at hand removes: nobody waits for those. */
    private Set<String> going = Set.of();

    ModelHost host(String name) {
        return hosts.computeIfAbsent(name, key -> new ModelHost());
    }

    void cutOff(String host, String reason) {
        away.put(host, new Observed.Unreachable(reason, "gantry hosts"));
    }

    Observed observed(Desired desired) {
        SequencedMap<String, Observed.HostState> states = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            String name = one.host().name();
            Observed.Unreachable gone = away.get(name);
            states.put(name, gone == null ? host(name).state() : gone);
        }
        return new Observed(states);
    }

    /** Carries the steps out in a random order that keeps to what they wait for. */
    void apply(Desired desired, Plan plan, Random random) {
        going = going(plan);
        Set<Integer> done = new LinkedHashSet<>();
        List<Step> left = new ArrayList<>(plan.steps());
        while (!left.isEmpty()) {
            List<Step> free = left.stream().filter(one -> done.containsAll(one.after())).toList();
            Step step = free.get(random.nextInt(free.size()));
            apply(desired, step);
            done.add(step.number());
            left.remove(step);
        }
    }

    /** Carries the steps out one by one, as numbered. */
    void apply(Desired desired, Plan plan) {
        going = going(plan);
        plan.steps().forEach(step -> apply(desired, step));
    }

    /** Nothing lies about that was delivered for containers that are gone. */
    void requireOnlyUsedFiles() {
        for (ModelHost host : hosts.values()) {
            Set<Parcel.Place> unused = new LinkedHashSet<>(host.files);
            unused.removeAll(DeliveredFiles.places(List.copyOf(host.containers.values())));
            if (!unused.isEmpty()) {
                throw new AssertionError("nobody uses " + unused);
            }
        }
    }

    private static Set<String> going(Plan plan) {
        Set<String> going = new LinkedHashSet<>();
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.RemoveContainer remove) {
                going.add(remove.container().id());
            }
        }
        return going;
    }

    private void apply(Desired desired, Step step) {
        ModelHost host = host(step.host());
        switch (step.action()) {
            case Action.PullImage pull -> host.image(pull.image(), "");
            case Action.BuildImage build -> host.image(build.image(), "");
            case Action.PushImage push -> {}
            case Action.RemoveImage remove -> host.removeImage(remove.image());
            case Action.DeliverFiles deliver -> host.deliver(deliver);
            case Action.DiscardFiles discard -> host.discard(discard.place());
            case Action.CreateNetwork create ->
                    host.network(create.network().name(), labels(create));
            case Action.RemoveNetwork remove -> host.removeNetwork(remove.id());
            case Action.CreateVolume create -> host.volume(create.volume().name(), labels(create));
            case Action.RemoveVolume remove -> host.removeVolume(remove.name());
            case Action.CreateContainer create ->
                    host.create(
                            deployment(desired, create.deployment()),
                            create.name(),
                            create.number(),
                            create.service());
            case Action.RecreateContainer recreate -> recreate(host, desired, recreate);
            case Action.MakeSuccessor make -> create(host, desired, make.recreation(), make.name());
            case Action.PutInPlace put -> putInPlace(host, put.recreation());
            case Action.RenameContainer rename ->
                    host.rename(rename.container().name(), rename.name());
            case Action.StartContainer start -> {
                requireReady(desired, step);
                host.start(start.name(), isChecked(desired, step));
            }
            case Action.RunHooks run -> requireUp(host, run);
            case Action.StopContainer stop -> host.stop(stop.container());
            case Action.KillContainer kill -> host.stop(kill.container().name());
            case Action.PauseContainer pause ->
                    host.set(host.get(pause.container().name()), "paused", "", 0);
            case Action.UnpauseContainer unpause ->
                    host.set(host.get(unpause.container().name()), "running", "", 0);
            case Action.RemoveContainer remove -> host.containers.remove(remove.container().name());
            case Action.AwaitContainer await -> await(host, await);
        }
    }

    private static void recreate(
            ModelHost host, Desired desired, Action.RecreateContainer recreate) {
        host.containers.remove(recreate.old().name());
        create(host, desired, recreate, recreate.name());
    }

    private static void create(
            ModelHost host, Desired desired, Action.RecreateContainer recreate, String name) {
        host.create(
                deployment(desired, recreate.deployment()),
                name,
                recreate.number(),
                recreate.service());
    }

    /** The service answers all the time: by the old one until the new one does. */
    private static void putInPlace(ModelHost host, Action.RecreateContainer recreate) {
        Observed.Container made = host.get(recreate.successor());
        if (!made.state().equals("running") || made.health().equals("starting")) {
            throw new AssertionError(made + " is not ready to take the place of another one");
        }
        if (!host.get(recreate.old().name()).state().equals("running")) {
            throw new AssertionError(recreate.old() + " has stopped early");
        }
        host.containers.remove(recreate.old().name());
        host.rename(recreate.successor(), recreate.name());
    }

    private static void requireUp(ModelHost host, Action.RunHooks run) {
        if (!Removal.isUp(host.get(run.name()))) {
            throw new AssertionError("hooks in " + run.name() + ", which does not run");
        }
    }

    private static void await(ModelHost host, Action.AwaitContainer await) {
        Observed.Container there = host.get(await.name());
        if (!there.state().equals("running")) {
            throw new AssertionError("waiting for " + await.name() + ", which does not run");
        }
        switch (await.readiness()) {
            case STARTED -> {}
            case HEALTHY ->
                    host.set(there, "running", there.health().isEmpty() ? "" : "healthy", 0);
            case COMPLETED -> host.set(there, "exited", "", 0);
        }
    }

    private static SequencedMap<String, String> labels(Action.CreateNetwork create) {
        Network network = create.network();
        if (!create.project().isEmpty()) {
            return labels(create.project(), network.hash());
        }
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put(FleetLabels.FLEET, "home");
        return labels;
    }

    private static SequencedMap<String, String> labels(Action.CreateVolume create) {
        SequencedMap<String, String> labels = labels(create.project(), create.volume().hash());
        labels.put(ComposeLabels.VOLUME, create.volume().key());
        return labels;
    }

    private static SequencedMap<String, String> labels(String project, String hash) {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put(ComposeLabels.PROJECT, project);
        labels.put(ComposeLabels.CONFIG_HASH, hash);
        return labels;
    }

    private static Deployment deployment(Desired desired, String id) {
        return desired.deployments().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isChecked(Desired desired, Step step) {
        Service service =
                deployment(desired, step.deployment()).project().services().get(step.service());
        return service != null && service.healthCheck().origin() == HealthCheck.Origin.DECLARED;
    }

    private void requireReady(Desired desired, Step step) {
        Deployment deployment = deployment(desired, step.deployment());
        Service service = deployment.project().services().get(step.service());
        if (service == null) {
            throw new AssertionError("a start of no service: " + step);
        }
        for (Dependency dependency : service.dependsOn()) {
            requireReady(deployment, dependency.service(), dependency.readiness(), step);
        }
        for (Need need : deployment.stack().needs()) {
            for (Deployment other : desired.deployments()) {
                if (other.stack().name().equals(need.stack())) {
                    other.project().services().keySet().stream()
                            .filter(name -> need.service().isEmpty() || need.service().equals(name))
                            .forEach(name -> requireReady(other, name, need.readiness(), step));
                }
            }
        }
    }

    private void requireReady(
            Deployment deployment, String service, Readiness readiness, Step step) {
        containers(deployment, service)
                .filter(one -> !isReady(one, readiness))
                .findFirst()
                .ifPresent(one -> {
                    throw new AssertionError(step + " is early: " + one);
                });
    }

    private Stream<Observed.Container> containers(Deployment deployment, String service) {
        return host(deployment.host().name()).containers.values().stream()
                .filter(one ->
                        deployment.project().name().equals(one.labels().get(ComposeLabels.PROJECT)))
                .filter(one -> HostView.service(one).equals(service))
                .filter(one -> !going.contains(one.id()));
    }

    private static boolean isReady(Observed.Container one, Readiness readiness) {
        boolean ended = one.state().equals("exited") && one.exitCode() == 0;
        boolean runs = one.state().equals("running");
        return switch (readiness) {
            case STARTED -> runs || ended;
            case HEALTHY -> (runs && !one.health().equals("starting")) || ended;
            case COMPLETED -> ended;
        };
    }
}
