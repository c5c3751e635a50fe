package dev.gantry.plan;

import dev.gantry.fleet.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who uses the networks and volumes that go: an engine refuses to remove them before that. They may
 * be containers of another stack, to which these are external.
 */
final class InUse {
    /** A container that goes, and the step after which it is gone. */
    private record Going(String host, Observed.Container container, int step) {}

    /** The removal of something, and whether a container uses that. */
    private record Pending(String host, Predicate<Observed.Container> uses, int step) {}

    private final Draft draft;

    /** Those whose containers are still to be looked at. */
    private final List<Deployment> coming;

    private final List<Going> going = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    InUse(Draft draft, List<Deployment> coming) {
        this.draft = draft;
        this.coming = new ArrayList<>(coming);
    }

    static Predicate<Observed.Container> ofNetwork(String id) {
        return one -> one.networks().containsValue(id);
    }

    static Predicate<Observed.Container> ofVolume(String name) {
        return one -> one.volumes().contains(name);
    }

    /** From now on it is known which containers of the deployment go. */
    void begin(Deployment deployment) {
        coming.remove(deployment);
    }

    /** The container is gone after that step. */
    void removed(HostView host, Observed.Container container, int step) {
        going.add(new Going(host.name(), container, step));
        for (Pending one : pending) {
            if (one.host().equals(host.name()) && one.uses().test(container)) {
                draft.order(one.step(), step);
            }
        }
    }

    /** That step waits until everybody who uses it is gone. */
    void removes(HostView host, Predicate<Observed.Container> uses, int step) {
        pending.add(new Pending(host.name(), uses, step));
        for (Going one : going) {
            if (one.host().equals(host.name()) && uses.test(one.container())) {
                draft.order(step, one.step());
            }
        }
    }

    /** A container of whatever project that uses it and does not go. */
    Optional<Observed.Container> staying(HostView host, Predicate<Observed.Container> uses) {
        return host.state().containers().stream()
                .filter(uses)
                .filter(one -> !goes(host, one) && !isComing(host, one))
                .min(Comparator.comparing(Observed.Container::name));
    }

    private boolean goes(HostView host, Observed.Container container) {
        return going.stream()
                .anyMatch(one ->
                        one.host().equals(host.name())
                                && one.container().id().equals(container.id()));
    }

    private boolean isComing(HostView host, Observed.Container one) {
        return coming.stream()
                .anyMatch(it ->
                        it.host().name().equals(host.name())
                                && it.project().name().equals(HostView.project(one)));
    }
}
