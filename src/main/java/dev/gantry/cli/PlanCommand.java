package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import dev.gantry.plan.UpOptions;
import java.util.List;

/** {@code gantry plan}. Only looks. */
final class PlanCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PLAN,
                "[SERVICE...]",
                List.of(
                        "Compares the files with what the engines report. Changes nothing.",
                        "Ends with 0 when there is nothing to do, 2 when there is, 1 when a host could",
                        "not be looked at."),
                UpFlags.OPTIONS,
                List.of(
                        new Manual.Example("gantry plan", "what `gantry up` would do, and why"),
                        new Manual.Example("gantry plan --host gpu --json", "for a program")));
    }

    @Override
    public ExitCode run(Session session) {
        UpOptions options = UpFlags.of(session.arguments());
        Desired asked = UpFlags.desired(session);
        try (EngineSource engines = session.engines()) {
            Desired desired = session.laden(asked, engines);
            Observed observed = new Observer(engines).observe(desired);
            Plan plan =
                    new StaleImages(session, engines, desired)
                            .told(Planner.up(desired, observed, options), observed);
            session.console().plan(plan);
            return exitCode(plan);
        }
    }

    private static ExitCode exitCode(Plan plan) {
        if (!plan.unreachable().isEmpty() || !plan.blocked().isEmpty()) {
            return ExitCode.FAILED;
        }
        return plan.isEmpty() ? ExitCode.DONE : ExitCode.CHANGES;
    }
}
