package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Action;
import dev.gantry.plan.ImagesFirst;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import dev.gantry.plan.Step;
import dev.gantry.plan.UpOptions;
import java.util.List;
import java.util.Set;

/**
 * Brings deployments to the state that the files describe: what {@code up}, {@code create} and
 * {@code scale} have in common.
 *
 * @param starts whether containers are started, or only made
 */
record Bringing(Session session, UpOptions options, boolean starts, Pace pace) {

    ExitCode up(Desired asked) {
        try (EngineSource engines = session.engines()) {
            Desired desired = session.laden(asked, engines);
            Carrying carrying = new Carrying(session, engines, desired, pace);
            Report report = converge(carrying);
            if (!report.cancelled() && !session.console().json() && !session.dry()) {
                Fleetwide.of(reached(desired, report), engines).print(session.console());
            }
            return ExitCode.of(report, desired.deployments().size());
        }
    }

    /** Whoever did not answer before need not be waited for again. */
    private static Desired reached(Desired desired, Report report) {
        Set<String> away = report.plan().unreachable().keySet();
        return new Desired(
                desired.fleet(),
                desired.deployments().stream()
                        .filter(one -> !away.contains(one.host().name()))
                        .toList(),
                List.of());
    }

    /** What is fetched or built may differ from what was there; only a second look can tell. */
    private Report converge(Carrying carrying) {
        StaleImages stale = new StaleImages(session, carrying.engines(), carrying.desired());
        return carrying.locked(
                observed -> plan(carrying, stale, observed, options),
                plan -> {
                    plan.notices().forEach(session.console()::problem);
                    boolean apart = !session.dry() && ImagesFirst.matters(carrying.desired(), plan);
                    Report report = carryOut(carrying, apart ? ImagesFirst.only(plan) : plan);
                    boolean over = apart ? !report.allDone() : !report.complete();
                    if (session.dry() || over || !fetches(plan)) {
                        return report;
                    }
                    UpOptions then = apart ? options.havingPulled() : again();
                    Plan rest = plan(carrying, stale, carrying.observe(), then);
                    tellNew(rest, plan);
                    return rest.isEmpty() ? report : carryOut(carrying, rest);
                });
    }

    /** What was fetched may be old, too. */
    private void tellNew(Plan rest, Plan plan) {
        rest.notices().stream()
                .filter(notice -> !plan.notices().contains(notice))
                .forEach(session.console()::problem);
    }

    /** What had to be made anew has been by now. */
    private UpOptions again() {
        UpOptions.Recreate recreate =
                options.recreate() == UpOptions.Recreate.ALL
                        ? UpOptions.Recreate.DIVERGED
                        : options.recreate();
        UpOptions.Recreate dependencies =
                options.dependencies() == UpOptions.Recreate.ALL
                        ? UpOptions.Recreate.DIVERGED
                        : options.dependencies();
        return new UpOptions(
                recreate,
                options.pull(),
                options.removeOrphans(),
                true,
                dependencies,
                options.named(),
                options.build());
    }

    private Plan plan(Carrying carrying, StaleImages stale, Observed observed, UpOptions chosen) {
        Plan plan = stale.told(Planner.up(carrying.desired(), observed, chosen), observed);
        Plan shaped = UpFlags.shaped(plan, session.arguments());
        return starts ? shaped : shaped.withoutStarts();
    }

    private static boolean fetches(Plan plan) {
        return plan.steps().stream()
                .map(Step::action)
                .anyMatch(
                        one -> one instanceof Action.PullImage || one instanceof Action.BuildImage);
    }

    private Report carryOut(Carrying carrying, Plan plan) {
        if (plan.isEmpty()) {
            session.console().say("Nothing to do: everything is as the files want it.");
        }
        return carrying.out(plan);
    }
}
