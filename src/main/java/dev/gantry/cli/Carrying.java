package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Executor;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.apply.Timekeeper;
import dev.gantry.cli.show.Progress;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Plan;

/**
 * Carries out a plan before the user's eyes, and stops when told to.
 *
 * @param desired what the plan was made for
 */
record Carrying(Session session, EngineSource engines, Desired desired, Pace pace) {

    /**
     * @throws dev.gantry.diag.InputException when an image cannot be built, before anything is done
     */
    Report out(Plan plan) {
        Builds.require(plan, engines, desired);
        try (Timekeeper time = session.house().timekeeper();
                Progress progress = session.progress()) {
            Executor executor = new Executor(engines, desired, pace, time);
            try (var _ = session.invocation().cancellation().onCancel(executor::cancel)) {
                return executor.execute(plan, progress);
            }
        }
    }
}
