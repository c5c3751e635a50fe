package dev.gantry.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The steps that end a container of one service: its hooks and its stop where it is up, then its
 * removal.
 */
record Removal(Draft draft, Draft.Subject subject, Farewell farewell) {

    /** Returns the step after which the container is gone. */
    int add(Observed.Container container, Cause cause, Collection<Integer> after, boolean volumes) {
        Collection<Integer> before =
                isUp(container) ? List.of(stop(container, cause, after)) : after;
        Action remove = new Action.RemoveContainer(reference(container), volumes);
        return volumes && hasAnonymousVolume(container)
                ? draft.addDestroying(subject, remove, cause, before)
                : draft.add(subject, remove, cause, before);
    }

    private static boolean hasAnonymousVolume(Observed.Container container) {
        return container.volumes().stream().anyMatch(ContainerMounts::isGenerated);
    }

    /** Returns the step after which the container has stopped; it is stopped once. */
    int stop(Observed.Container container, Cause cause, Collection<Integer> after) {
        Optional<Integer> already = draft.stop(subject, container.id());
        if (already.isPresent()) {
            return already.get();
        }
        Action stop = new Action.StopContainer(reference(container), farewell.grace());
        return draft.add(subject, stop, cause, hooks(container, after));
    }

    /** What has to be done before a stop; {@code after} itself where no hook runs. */
    Collection<Integer> hooks(Observed.Container container, Collection<Integer> after) {
        Optional<Integer> already = draft.stop(subject, container.id());
        if (already.isPresent()) {
            List<Integer> both = new ArrayList<>(after);
            both.add(already.get());
            return both;
        }
        if (farewell.hooks().isEmpty() || !isUp(container)) {
            return after;
        }
        Action run = new Action.RunHooks(container.name(), Hook.Moment.PRE_STOP, farewell.hooks());
        return List.of(draft.add(subject, run, Cause.of("runs before it is stopped"), after));
    }

    static boolean isUp(Observed.Container container) {
        return switch (container.state()) {
            case "running", "paused", "restarting" -> true;
            default -> false;
        };
    }

    private static Action.ContainerRef reference(Observed.Container container) {
        return new Action.ContainerRef(container.id(), container.name());
    }
}
