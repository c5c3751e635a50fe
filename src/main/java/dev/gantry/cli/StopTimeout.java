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
        if (action instanceof Action.PutInPlace put) {
            return new Action.PutInPlace(with(put.recreation(), grace));
        }
        return action instanceof Action.RecreateContainer recreate ? with(recreate, grace) : action;
    }

    private static Action.RecreateContainer with(
            Action.RecreateContainer recreate, Duration grace) {
        return recreate.with(new Action.Handover(grace, recreate.handover().inherits()));
    }
}
