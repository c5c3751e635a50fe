package dev.gantry.plan;

import dev.gantry.fleet.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who uses the networks and volumes that go: an engine refuses to remove them before that. They may
 * be containers of another stack, to which these are external.
 */
final class InUse {
    /** A container that goes, and the step after which it is gone. */
    private record Going(Observed.Container container, int step) {}

    /** The removal of something, and whether a container uses that. */
    private record Pending(Predicate<Observed.Container> uses, int step) {}

    /**
     * What is known of one host so far.
     *
     * @param coming the projects whose containers are still to be looked at
     * @param going by the container's id
     */
    private record There(
            Set<String> coming, SequencedMap<String, Going> going, List<Pending> pending) {}

    private final Draft draft;
    private final Map<String, There> hosts = new HashMap<>();

    InUse(Draft draft, List<Deployment> coming) {
        this.draft = draft;
        coming.forEach(one -> at(one.host().name()).coming().add(one.project().name()));
    }

    private There at(String host) {
        return hosts.computeIfAbsent(
                host, _ -> new There(new HashSet<>(), new LinkedHashMap<>(), new ArrayList<>()));
    }

    static Predicate<Observed.Container> ofNetwork(String id) {
        return one -> one.networks().containsValue(id);
    }

    static Predicate<Observed.Container> ofVolume(String name) {
        return one -> one.volumes().contains(name);
    }

    /** From now on it is known which containers of the deployment go. */
    void begin(Deployment deployment) {
        at(deployment.host().name()).coming().remove(deployment.project().name());
    }

    /** The container is gone after that step. */
    void removed(HostView host, Observed.Container container, int step) {
        There there = at(host.name());
        there.going().put(container.id(), new Going(container, step));
        for (Pending one : there.pending()) {
            if (one.uses().test(container)) {
                draft.order(one.step(), step);
            }
        }
    }

    /** That step waits until everybody who uses it is gone. */
    void removes(HostView host, Predicate<Observed.Container> uses, int step) {
        There there = at(host.name());
        there.pending().add(new Pending(uses, step));
        for (Going one : there.going().values()) {
            if (uses.test(one.container())) {
                draft.order(step, one.step());
            }
        }
    }

    /** A container of whatever project that uses it and does not go. */
    Optional<Observed.Container> staying(HostView host, Predicate<Observed.Container> uses) {
        There there = at(host.name());
        return host.state().containers().stream()
                .filter(uses)
                .filter(one -> !there.going().containsKey(one.id()))
                .filter(one -> !there.coming().contains(HostView.project(one)))
                .min((one, other) -> one.name().compareTo(other.name()));
    }
}
