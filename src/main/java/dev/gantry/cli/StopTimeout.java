package dev.gantry.cli;

import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.time.Duration;

/** {@code --timeout}: another grace for every container that is stopped. */
final class StopTimeout {
    private StopTimeout() {}

    static Plan apply(Plan plan, int seconds) {
        Duration grace = Duration.ofSeconds(seconds);
        return new Plan(
                plan.steps().stream().map(step -> with(step, grace)).toList(),
                plan.unreachable(),
                plan.blocked(),
                plan.notices());
    }

    private static Step with(Step step, Duration grace) {
        if (!(step.action() instanceof Action.StopContainer stop)) {
            return step;
        }
        return new Step(
                step.number(),
                step.host(),
                step.deployment(),
                step.service(),
                new Action.StopContainer(stop.container(), grace),
                step.cause(),
                step.after(),
                step.destroysData());
    }
}
