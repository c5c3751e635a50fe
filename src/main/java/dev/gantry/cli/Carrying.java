package dev.gantry.cli;

import dev.gantry.apply.DeployLock;
import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Executor;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.apply.Timekeeper;
import dev.gantry.cli.show.Progress;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Action;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Carries out a plan before the user's eyes, and stops when told to.
 *
 * @param desired what the plan was made for
 */
record Carrying(Session session, EngineSource engines, Desired desired, Pace pace) {

    /**
     * Makes a plan, takes the locks that it needs, looks again now that nobody else is at work,
     * makes it again if anything has changed, and carries it out.
     */
    Report locked(Function<Observed, Plan> planning, Function<Plan, Report> carrying) {
        return locked(observe(), planning, carrying);
    }

    /** The same after a first look that was begun before. */
    Report locked(
            Observed observed, Function<Observed, Plan> planning, Function<Plan, Report> carrying) {
        Plan plan = planning.apply(observed);
        Consent.ask(session, plan);
        List<Deployment> contested = session.dry() ? List.of() : contested(plan, observed);
        if (contested.isEmpty()) {
            return carrying.apply(plan);
        }
        try (var _ = DeployLocks.take(session, engines, contested)) {
            Observed again = observe();
            Plan now =
                    DeployLock.without(again).equals(DeployLock.without(observed))
                            ? plan
                            : planning.apply(again);
            if (!destroyed(now).equals(destroyed(plan))) {
                Consent.ask(session, now);
            }
            return carrying.apply(now);
        }
    }

    Observed observe() {
        return new Observer(engines).observe(desired);
    }

    private static List<Action> destroyed(Plan plan) {
        return plan.steps().stream().filter(Step::destroysData).map(Step::action).toList();
    }

    /**
     * The deployments in which there is something to do, if only the lock of a run that is over.
     */
    private List<Deployment> contested(Plan plan, Observed observed) {
        Set<String> changed = new HashSet<>();
        plan.steps().forEach(step -> changed.add(step.deployment()));
        return desired.deployments().stream()
                .filter(one -> changed.contains(one.id()) || isLeftLocked(one, observed))
                .toList();
    }

    private boolean isLeftLocked(Deployment deployment, Observed observed) {
        return observed.hosts().get(deployment.host().name()) instanceof Observed.Reachable host
                && DeployLock.holder(host, deployment.project().name())
                        .filter(session.house().machine(session)::isOver)
                        .isPresent();
    }

    private Pace paced() {
        return pace.withCalls(
                session.arguments().number(Global.PARALLEL, 1, pace.callsPerEngine()));
    }

    /**
     * With {@code --dry-run} the plan is printed instead.
     *
     * @throws dev.gantry.diag.InputException when an image cannot be built, before anything is done
     */
    Report out(Plan plan) {
        Builds.require(plan, engines, desired);
        if (session.dry()) {
            session.console().plan(plan);
            return new Report(plan, new LinkedHashMap<>(), false, Duration.ZERO);
        }
        try (Timekeeper time = session.house().timekeeper();
                Progress progress = session.progress()) {
            Executor executor = new Executor(engines, desired, paced(), time);
            try (var _ = session.invocation().cancellation().onCancel(executor::cancel)) {
                return executor.execute(plan, progress);
            }
        }
    }
}
