package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.build.BuildFiles;
import dev.gantry.build.BuildOrder;
import dev.gantry.build.ClassicBuild;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whether what a plan builds can be built. */
final class Builds {
    private Builds() {}

    /**
     * Refuses a plan with builds that want files which are not there, or what the builder at hand
     * does not know. Where a registry is asked first, it may be that nothing is built: then the
     * build itself says so.
     *
     * @throws InputException with all that is wrong
     */
    static void require(Plan plan, EngineSource engines, Desired desired) {
        Set<Problem> found = new LinkedHashSet<>();
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.BuildImage build && !build.orPulled()) {
                desired.deployments().stream()
                        .filter(one -> one.id().equals(build.deployment()))
                        .forEach(one -> look(one, build, engines, found));
            }
        }
        Problems problems = new Problems();
        problems.addAll(found);
        problems.throwIfErrors();
    }

    private static void look(
            Deployment deployment,
            Action.BuildImage build,
            EngineSource engines,
            Set<Problem> found) {
        BuildOrder order = new BuildOrder(deployment.project(), build.service(), build.options());
        found.addAll(new BuildFiles(order).missing());
        if (engines.builder(deployment.host()).isEmpty()) {
            found.addAll(new ClassicBuild(order).limits());
        }
    }
}
