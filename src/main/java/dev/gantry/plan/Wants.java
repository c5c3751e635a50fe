package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Need;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** How ready each service has to become, and for whom, over the whole fleet. */
public final class Wants {

    /** One thing to wait for. */
    record Await(Readiness readiness, Action.Strictness strictness) {

        /** Whether there is nothing to wait for. */
        boolean isMetBy(Observed.Container container) {
            boolean running = container.state().equals("running");
            return switch (readiness) {
                case STARTED -> running;
                case HEALTHY ->
                        running
                                && (container.health().equals("healthy")
                                        || (container.health().isEmpty() && isLenient()));
                case COMPLETED -> container.state().equals("exited") && container.exitCode() == 0;
            };
        }

        private boolean isLenient() {
            return strictness == Action.Strictness.WHERE_CHECKED;
        }
    }

    /** A service of a deployment. */
    record Key(String deployment, String service) {}

    private final Map<Key, SequencedMap<Await, SequencedSet<String>>> wanted =
            new LinkedHashMap<>();

    public Wants(List<Deployment> deployments) {
        for (Deployment deployment : deployments) {
            for (Service service : deployment.project().services().values()) {
                for (Dependency dependency : service.dependsOn()) {
                    note(deployment, dependency.service(), of(dependency), service.name());
                }
            }
            for (Need need : deployment.stack().needs()) {
                deployments.stream()
                        .filter(other -> other.stack().name().equals(need.stack()))
                        .forEach(other -> note(other, need, deployment.stack().name()));
            }
        }
    }

    private void note(Deployment needed, Need need, String dependent) {
        if (need.readiness() == Readiness.COMPLETED) {
            Await end = new Await(Readiness.COMPLETED, Action.Strictness.STRICT);
            services(needed, need).forEach(name -> note(needed, name, end, dependent));
        }
    }

    private void note(Deployment deployment, String service, Await await, String dependent) {
        if (await.readiness() != Readiness.STARTED) {
            wanted.computeIfAbsent(new Key(deployment.id(), service), key -> new LinkedHashMap<>())
                    .computeIfAbsent(await, key -> new LinkedHashSet<>())
                    .add(dependent);
        }
    }

    /** What a dependency of Compose's waits for. */
    static Await of(Dependency dependency) {
        return new Await(
                dependency.readiness(),
                dependency.required() ? Action.Strictness.STRICT : Action.Strictness.OPTIONAL);
    }

    /** The active services that a need means. */
    static SequencedSet<String> services(Deployment needed, Need need) {
        SequencedSet<String> all =
                new LinkedHashSet<>(needed.project().services().sequencedKeySet());
        if (!need.service().isEmpty()) {
            all.removeIf(name -> !name.equals(need.service()));
        }
        return all;
    }

    /**
     * What {@code up} itself waits for, as {@code docker compose up --wait} does: ended where
     * somebody waits for that, healthy where there is a check, running otherwise.
     */
    Await own(String deployment, Service service) {
        Set<Await> others = dependents(deployment, service.name()).keySet();
        if (others.stream().anyMatch(await -> await.readiness() == Readiness.COMPLETED)) {
            return new Await(Readiness.COMPLETED, Action.Strictness.STRICT);
        }
        Await healthy = new Await(Readiness.HEALTHY, Action.Strictness.STRICT);
        if (others.contains(healthy)) {
            return healthy;
        }
        HealthCheck.Origin origin = service.healthCheck().origin();
        return switch (origin) {
            case DECLARED -> healthy;
            case IMAGE -> new Await(Readiness.HEALTHY, Action.Strictness.WHERE_CHECKED);
            case DISABLED -> new Await(Readiness.STARTED, Action.Strictness.STRICT);
        };
    }

    /**
     * Everything that is waited for, with the names of those that want it; {@code up}'s own first.
     */
    SequencedMap<Await, SequencedSet<String>> all(String deployment, Service service) {
        SequencedMap<Await, SequencedSet<String>> all = new LinkedHashMap<>();
        all.put(own(deployment, service), new LinkedHashSet<>());
        dependents(deployment, service.name())
                .forEach((await, names) ->
                        all.computeIfAbsent(await, key -> new LinkedHashSet<>()).addAll(names));
        return all;
    }

    /** The services of the deployment that somebody waits for to end. */
    public Set<String> ending(Deployment deployment) {
        Set<String> ending = new LinkedHashSet<>();
        for (Service service : deployment.project().services().values()) {
            if (own(deployment.id(), service).readiness() == Readiness.COMPLETED) {
                ending.add(service.name());
            }
        }
        return ending;
    }

    private SequencedMap<Await, SequencedSet<String>> dependents(
            String deployment, String service) {
        return wanted.getOrDefault(new Key(deployment, service), new LinkedHashMap<>());
    }
}
