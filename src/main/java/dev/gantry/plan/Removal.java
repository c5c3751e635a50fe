package dev.gantry.plan;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The steps that take a container away: stop it where it is up, then remove it. */
final class Removal {
    /** How long a container may take to stop when no service says it: Docker's own default. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private Removal() {}

    /** Returns the step after which the container is gone. */
    static int add(
            Draft draft,
            Draft.Subject subject,
            Observed.Container container,
            Duration grace,
            Cause cause,
            Collection<Integer> after,
            boolean volumes) {
        Collection<Integer> before =
                isUp(container)
                        ? List.of(draft.add(subject, stop(container, grace), cause, after))
                        : after;
        Action remove = new Action.RemoveContainer(reference(container), volumes);
        return volumes && hasAnonymousVolume(container)
                ? draft.addDestroying(subject, remove, cause, before)
                : draft.add(subject, remove, cause, before);
    }

    private static boolean hasAnonymousVolume(Observed.Container container) {
        return container.volumes().stream().anyMatch(ContainerMounts::isGenerated);
    }

    static Action.StopContainer stop(Observed.Container container, Duration grace) {
        return new Action.StopContainer(reference(container), grace);
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
