package dev.gantry.cli;

import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import java.time.Duration;

/** {@code --timeout}: another grace for every container that is stopped. */
final class StopTimeout {
    private StopTimeout() {}

    static Plan apply(Plan plan, int seconds) {
        Duration grace = Duration.ofSeconds(seconds);
        return plan.with(action -> with(action, grace));
    }

    private static Action with(Action action, Duration grace) {
        if (action instanceof Action.StopContainer stop) {
            return new Action.StopContainer(stop.container(), grace);
        }
        return action instanceof Action.RecreateContainer recreate
                ? recreate.with(new Action.Handover(grace, recreate.handover().inherits()))
                : action;
    }
}
