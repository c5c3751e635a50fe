package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import java.util.List;
import java.util.Set;

/** {@code gantry push}. */
final class PushCommand implements Command {
    private static final Option IGNORE_FAILURES =
            Option.flag("ignore-push-failures", "End well even where some cannot be sent");
    private static final Option INCLUDE_DEPS =
            Option.flag("include-deps", "Also for what the named services depend on");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PUSH,
                "[SERVICE...]",
                List.of(
                        "Sends the images of services that have both a build and an image to their",
                        "registries, each once, from the first host that has it. Logins are those of the",
                        "docker CLI (docker login)."),
                List.of(IGNORE_FAILURES, INCLUDE_DEPS, Session.QUIET),
                List.of(new Manual.Example("gantry push web", "after gantry build web")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        boolean deps = arguments.has(INCLUDE_DEPS);
        Desired desired = session.desired(deps ? arguments.operands() : List.of());
        Set<String> named = ServiceNames.of(arguments.operands(), desired);
        try (EngineSource engines = session.engines()) {
            Plan plan =
                    Planner.push(
                            desired,
                            new Observer(engines).observe(desired),
                            deps ? Set.of() : named);
            if (plan.steps().isEmpty()) {
                session.console().say("Nothing to push: no service has both a build and an image.");
            }
            Report report = new Carrying(session, engines, desired, Pace.standard()).out(plan);
            boolean fine = arguments.has(IGNORE_FAILURES) && !report.cancelled();
            return fine ? ExitCode.DONE : ExitCode.of(report, desired.deployments().size());
        }
    }
}
