package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a {@link Turn}, in the order of dependencies where that matters, over the whole
 * fleet.
 *
 * @see <a href="https://github.com/docker/compose/tree/v2.40.3/pkg/compose">start.go, stop.go,
 *     restart.go, kill.go, pause.go, remove.go</a>
 */
final class TurnGraph {
    private final Turn turn;
    private final Set<String> services;
    private final Cause asked;
    private final Draft draft = new Draft();
    private final SequencedMap<String, String> obstacles = new LinkedHashMap<>();

    /** Deployment to the steps after which its turn is done. */
    private final Map<Deployment, SequencedSet<Integer>> done = new LinkedHashMap<>();

    private final List<Turning> turned = new ArrayList<>();

    /**
     * @param services only these; empty for all that the files have
     */
    TurnGraph(Turn turn, Set<String> services) {
        this.turn = turn;
        this.services = services;
        this.asked = Cause.of("asked for with " + turn.verb());
    }

    List<Step> steps() {
        return draft.steps();
    }

    /** Deployment to why its turn cannot be done. */
    SequencedMap<String, String> obstacles() {
        return obstacles;
    }

    /** Adds a deployment; those that have to come before it have been added. */
    void add(Deployment deployment, HostView host) {
        SequencedSet<Integer> before = new LinkedHashSet<>();
        done.forEach((other, steps) -> {
            if (turn.ordered() && (needs(other, deployment) || needs(deployment, other))) {
                before.addAll(steps);
            }
        });
        Turning turning = new Turning(deployment, host, before);
        turning.all();
        turned.add(turning);
        done.put(deployment, turning.steps.isEmpty() ? before : turning.steps);
    }

    private static boolean needs(Deployment one, Deployment other) {
        return one.stack().needs().stream()
                .anyMatch(need -> need.stack().equals(other.stack().name()));
    }

    /** The steps of one deployment. */
    private final class Turning {
        private final Deployment deployment;
        private final HostView host;
        private final SequencedSet<Integer> before;
        private final Map<String, SequencedSet<Integer>> byService = new LinkedHashMap<>();
        private final Map<String, List<Integer>> awaits = new LinkedHashMap<>();
        private final SequencedSet<Integer> steps = new LinkedHashSet<>();
        private final List<Observed.Container> removed = new ArrayList<>();

        Turning(Deployment deployment, HostView host, SequencedSet<Integer> before) {
            this.deployment = deployment;
            this.host = host;
            this.before = before;
        }

        void all() {
            Set<String> chosen = chosen();
            for (String name : order()) {
                if (chosen.contains(name)) {
                    service(name);
                }
            }
            new Discarding(draft, deployment, host).discard(removed, List.of(), steps);
        }

        /** Every service that the files or the containers name. */
        private List<String> order() {
            SequencedSet<String> names = new LinkedHashSet<>(Surveyor.order(deployment.project()));
            containers().forEach(one -> names.add(HostView.service(one)));
            List<String> order = new ArrayList<>(names);
            return turn.backwards() ? order.reversed() : order;
        }

        private List<Observed.Container> containers() {
            return host.containersOf(deployment.project().name());
        }

        private Set<String> chosen() {
            Set<String> chosen = new LinkedHashSet<>(services);
            if (services.isEmpty()) {
                chosen.addAll(deployment.project().services().keySet());
                if (turn instanceof Turn.Kill kill && kill.orphans()) {
                    containers().forEach(one -> chosen.add(HostView.service(one)));
                }
            }
            if (turn instanceof Turn.Restart restart && restart.dependents()) {
                addDependents(chosen);
            }
            return chosen;
        }

        /** The order has every service after those that it depends on: one pass reaches all. */
        private void addDependents(Set<String> chosen) {
            for (String name : order()) {
                Service service = deployment.project().services().get(name);
                boolean along =
                        service != null
                                && service.dependsOn().stream()
                                        .anyMatch(it ->
                                                it.restart() && chosen.contains(it.service()));
                if (along) {
                    chosen.add(name);
                }
            }
        }

        private void service(String name) {
            List<Observed.Container> those =
                    containers().stream()
                            .filter(one -> HostView.service(one).equals(name))
                            .filter(one -> turn instanceof Turn.Kill || !HostView.isOneOff(one))
                            .toList();
            Service service = deployment.project().services().get(name);
            if (turn instanceof Turn.Start && those.isEmpty() && service != null) {
                missing(service);
            }
            List<Observed.Container> concerned = those.stream().filter(this::concerns).toList();
            SequencedSet<Integer> after = new LinkedHashSet<>(before);
            if (turn.ordered() && !concerned.isEmpty()) {
                after.addAll(turn.backwards() ? dependents(name) : dependencies(service));
                after.addAll(needed());
            }
            SequencedSet<Integer> made = new LinkedHashSet<>();
            concerned.forEach(one -> made.add(step(one, service, after)));
            steps.addAll(made);
            if (turn instanceof Turn.Remove) {
                removed.addAll(concerned);
            }
            byService.put(name, made.isEmpty() ? after : made);
        }

        private void missing(Service service) {
            if (service.scale() > 0) {
                obstacles.putIfAbsent(
                        deployment.id(),
                        "service "
                                + service.name()
                                + " has no container to start: gantry up makes it");
            }
        }

        private boolean concerns(Observed.Container one) {
            boolean up = Removal.isUp(one);
            return switch (turn) {
                case Turn.Start _ -> !up;
                case Turn.Stop _, Turn.Kill _ -> up;
                case Turn.Restart _ -> true;
                case Turn.Pause _ -> one.state().equals("running");
                case Turn.Unpause _ -> one.state().equals("paused");
                case Turn.Remove remove -> remove.stop() || !up;
            };
        }

        private SequencedSet<Integer> dependents(String name) {
            SequencedSet<Integer> after = new LinkedHashSet<>();
            for (Service other : deployment.project().services().values()) {
                boolean dependent =
                        other.dependsOn().stream().anyMatch(it -> it.service().equals(name))
                                || Sharing.services(other.canonical()).contains(name);
                if (dependent) {
                    after.addAll(byService.getOrDefault(other.name(), new LinkedHashSet<>()));
                }
            }
            return after;
        }

        private SequencedSet<Integer> dependencies(@Nullable Service service) {
            SequencedSet<Integer> after = new LinkedHashSet<>();
            if (service == null) {
                return after;
            }
            for (String shared : Sharing.services(service.canonical())) {
                after.addAll(byService.getOrDefault(shared, new LinkedHashSet<>()));
            }
            for (Dependency dependency : service.dependsOn()) {
                boolean counts = turn instanceof Turn.Start || dependency.restart();
                if (counts && byService.containsKey(dependency.service())) {
                    after.addAll(
                            byService.getOrDefault(dependency.service(), new LinkedHashSet<>()));
                    after.addAll(awaits(service, dependency));
                }
            }
            return after;
        }

        private List<Integer> awaits(Service dependent, Dependency dependency) {
            return dependency.readiness() == Readiness.STARTED
                    ? List.of()
                    : awaits(dependency.service(), Wants.of(dependency), dependent.name());
        }

        /** What the stack needs before its first start, on whatever hosts. */
        private SequencedSet<Integer> needed() {
            SequencedSet<Integer> steps = new LinkedHashSet<>();
            List<Need> needs = turn instanceof Turn.Start ? deployment.stack().needs() : List.of();
            for (Need need : needs) {
                Wants.Await await =
                        new Wants.Await(need.readiness(), Action.Strictness.WHERE_CHECKED);
                for (Turning other : turned) {
                    boolean meant = other.deployment.stack().name().equals(need.stack());
                    if (meant && need.readiness() != Readiness.STARTED) {
                        Wants.services(other.deployment, need)
                                .forEach(name ->
                                        steps.addAll(
                                                other.awaits(
                                                        name, await, deployment.stack().name())));
                    }
                }
            }
            return steps;
        }

        private List<Integer> awaits(String service, Wants.Await await, String dependent) {
            String key = service + " " + await;
            List<Integer> known = awaits.get(key);
            if (known != null) {
                return known;
            }
            List<Integer> added = new ArrayList<>();
            for (Observed.Container one : containers()) {
                if (HostView.service(one).equals(service) && !HostView.isOneOff(one)) {
                    added.add(
                            draft.add(
                                    subject(service),
                                    new Action.AwaitContainer(
                                            one.name(),
                                            await.readiness(),
                                            await.strictness(),
                                            deployment.stack().startTimeout().later()),
                                    Cause.of("needed by " + dependent),
                                    byService.getOrDefault(service, new LinkedHashSet<>())));
                }
            }
            awaits.put(key, added);
            return added;
        }

        private int step(
                Observed.Container one, @Nullable Service service, Collection<Integer> after) {
            Draft.Subject subject = subject(HostView.service(one));
            Action.ContainerRef ref = new Action.ContainerRef(one.id(), one.name());
            Removal removal = new Removal(draft, subject, Farewell.of(service));
            Starting starting =
                    new Starting(draft, subject, Hook.of(service, Hook.Moment.POST_START));
            return switch (turn) {
                case Turn.Start _ -> starting.add(one.name(), asked, after);
                case Turn.Stop _ -> removal.stop(one, asked, after);
                case Turn.Restart _ ->
                        starting.add(one.name(), asked, List.of(removal.stop(one, asked, after)));
                case Turn.Kill kill ->
                        draft.add(
                                subject,
                                new Action.KillContainer(ref, kill.signal()),
                                asked,
                                after);
                case Turn.Pause _ ->
                        draft.add(subject, new Action.PauseContainer(ref), asked, after);
                case Turn.Unpause _ ->
                        draft.add(subject, new Action.UnpauseContainer(ref), asked, after);
                case Turn.Remove remove -> removal.add(one, asked, after, remove.volumes());
            };
        }

        private Draft.Subject subject(String service) {
            return new Draft.Subject(host.name(), deployment.id(), service);
        }
    }
}
