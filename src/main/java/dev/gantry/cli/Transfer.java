package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import java.util.Set;

/**
 * Moves images between engines and registries: what {@code pull} and {@code push} have in common.
 *
 * @param nothing what is said where there is nothing to do
 * @param includeDeps the option by which what the named services depend on comes along
 * @param ignoreFailures the option by which a failed step is no failure of the command
 */
record Transfer(Session session, String nothing, Option includeDeps, Option ignoreFailures) {

    /** Plans the transfer for some services; for all where none is named. */
    interface Planning {
        Plan plan(Desired desired, Observed observed, Set<String> services);
    }

    ExitCode run(Planning planning) {
        Arguments arguments = session.arguments();
        boolean deps = arguments.has(includeDeps);
        Desired desired = session.desired(arguments.operands());
        Set<String> named = ServiceNames.of(arguments.operands(), desired);
        try (EngineSource engines = session.engines()) {
            Carrying carrying = new Carrying(session, engines, desired, Pace.standard());
            Plan plan = planning.plan(desired, carrying.observe(), deps ? Set.of() : named);
            if (plan.steps().isEmpty()) {
                session.console().say(nothing);
            }
            Report report = carrying.out(plan);
            boolean fine = arguments.has(ignoreFailures) && !report.cancelled();
            return fine ? ExitCode.DONE : ExitCode.of(report, desired.deployments().size());
        }
    }
}
