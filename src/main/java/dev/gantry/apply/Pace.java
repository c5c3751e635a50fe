package dev.gantry.apply;

import dev.gantry.plan.Action;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast, and how patient, the executor is.
 *
 * @param callsPerEngine steps that may be under way at one engine; waiting and stopping, which cost
 *     the engine nothing, do not count
 * @param step how long one step may take; a pull, how long it may stand still
 * @param ready how long a container may take to be ready, its health check's start period not
 *     counted; where nobody says
 * @param waitTimeout the same as the user says it, whatever the fleet file says; zero where the
 *     user does not
 * @param grace how long steps under way may go on when the work is cancelled
 */
public record Pace(
        int callsPerEngine, Duration step, Duration ready, Duration waitTimeout, Duration grace) {

    public static Pace standard() {
        return new Pace(
                12,
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ZERO,
                Duration.ofSeconds(10));
    }

    /**
     * How long the action may take without a sign of life; empty for as long as it likes, or for a
     * wait, which knows its own end.
     */
    Optional<Duration> patience(Action action) {
        return switch (action) {
            case Action.AwaitContainer it -> Optional.empty();
            case Action.RunHooks it -> Optional.empty();
            case Action.BuildImage it -> Optional.empty();
            case Action.StopContainer it -> Optional.of(step.plus(it.grace()));
            case Action.RecreateContainer it -> Optional.of(patience(it));
            case Action.PutInPlace it -> Optional.of(patience(it.recreation()));
            case Action.MakeSuccessor it -> Optional.of(step);
            case Action.PullImage it -> Optional.of(step);
            case Action.PushImage it -> Optional.of(step);
            case Action.RemoveImage it -> Optional.of(step);
            case Action.DeliverFiles it -> Optional.of(step);
            case Action.DiscardFiles it -> Optional.of(step);
            case Action.CreateNetwork it -> Optional.of(step);
            case Action.RemoveNetwork it -> Optional.of(step);
            case Action.CreateVolume it -> Optional.of(step);
            case Action.RemoveVolume it -> Optional.of(step);
            case Action.CreateContainer it -> Optional.of(step);
            case Action.RenameContainer it -> Optional.of(step);
            case Action.StartContainer it -> Optional.of(step);
            case Action.KillContainer it -> Optional.of(step);
            case Action.PauseContainer it -> Optional.of(step);
            case Action.UnpauseContainer it -> Optional.of(step);
            case Action.RemoveContainer it -> Optional.of(step);
        };
    }

    /**
     * How long a container may take in all.
     *
     * @param startPeriod that of its health check
     */
    Duration ready(Action.AwaitContainer action, Duration startPeriod) {
        if (!waitTimeout.isZero()) {
            return waitTimeout.plus(startPeriod);
        }
        return action.within().isZero() ? ready.plus(startPeriod) : action.within();
    }

    private Duration patience(Action.RecreateContainer action) {
        return step.plus(action.service().stopGracePeriod()).plus(action.handover().grace());
    }

    /** Another number of steps at an engine: {@code --parallel}. */
    public Pace withCalls(int other) {
        return new Pace(other, step, ready, waitTimeout, grace);
    }

    /** The user's own patience with all containers: {@code --wait-timeout}. */
    public Pace withWaitTimeout(Duration asked) {
        return new Pace(callsPerEngine, step, ready, asked, grace);
    }
}
