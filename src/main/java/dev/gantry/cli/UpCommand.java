package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import dev.gantry.plan.UpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code gantry up}. */
final class UpCommand implements Command {
    private static final Option DETACH =
            Option.flag("detach", 'd', "As always: containers run in the background");
    private static final Option WAIT =
            Option.flag("wait", "As always: return when the services are ready");
    private static final Option WAIT_TIMEOUT =
            Option.one("wait-timeout", "SECONDS", "How long a container may take to be ready");
    private static final Option NO_START =
            Option.flag("no-start", "Make everything, start nothing");

    @Override
    public Manual manual() {
        List<Option> options = new ArrayList<>(List.of(DETACH, WAIT, WAIT_TIMEOUT, NO_START));
        options.addAll(UpFlags.OPTIONS);
        return new Manual(
                Verb.UP,
                "[SERVICE...]",
                List.of(
                        "Does what `gantry plan` shows, in the order of health, on all hosts at once where",
                        "nothing has to wait. Ends when every service is ready. Running it again goes on",
                        "from where it was."),
                options,
                List.of(
                        new Manual.Example("gantry up", "the whole fleet"),
                        new Manual.Example(
                                "gantry up --stack web --pull always", "with newer images"),
                        new Manual.Example(
                                "gantry up -f compose.yaml --scale worker=3", "one stack")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        requireWaiting(arguments);
        UpOptions options = UpFlags.of(arguments);
        Desired desired = UpFlags.desired(session);
        try (EngineSource engines = session.engines()) {
            Carrying carrying = new Carrying(session, engines, desired, pace(arguments));
            Report report = converge(carrying, options);
            if (!report.cancelled() && !session.console().json()) {
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

    /** What is fetched may differ from what was there; only a second look can tell. */
    private static Report converge(Carrying carrying, UpOptions options) {
        Plan plan = plan(carrying, options);
        Consent.ask(carrying.session(), plan);
        Report report = carryOut(carrying, plan);
        if (!report.complete() || !fetches(plan)) {
            return report;
        }
        UpOptions fetched =
                new UpOptions(options.recreate(), options.pull(), options.removeOrphans(), true);
        Plan rest = plan(carrying, again(fetched));
        return rest.isEmpty() ? report : carryOut(carrying, rest);
    }

    /** What had to be made anew has been by now. */
    private static UpOptions again(UpOptions options) {
        return options.recreate() == UpOptions.Recreate.ALL
                ? new UpOptions(
                        UpOptions.Recreate.DIVERGED,
                        options.pull(),
                        options.removeOrphans(),
                        options.pulled())
                : options;
    }

    private static Plan plan(Carrying carrying, UpOptions options) {
        Desired desired = carrying.desired();
        Plan plan = Planner.up(desired, new Observer(carrying.engines()).observe(desired), options);
        return carrying.session().arguments().has(NO_START) ? plan.withoutStarts() : plan;
    }

    private static boolean fetches(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.action() instanceof Action.PullImage);
    }

    private static Report carryOut(Carrying carrying, Plan plan) {
        plan.notices().forEach(carrying.session().console()::problem);
        if (plan.isEmpty()) {
            carrying.session().console().say("Nothing to do: everything is as the files want it.");
        }
        return carrying.out(plan);
    }

    private static Pace pace(Arguments arguments) {
        int seconds = arguments.number(WAIT_TIMEOUT, 1, 0);
        return seconds == 0
                ? Pace.standard()
                : Pace.standard().withReady(Duration.ofSeconds(seconds));
    }

    private static void requireWaiting(Arguments arguments) {
        for (Option option : List.of(DETACH, WAIT)) {
            if (!arguments.list(option).isEmpty() && !arguments.has(option)) {
                throw new UsageException(
                        "gantry up cannot be told " + option.flagText() + "=false",
                        "it returns when the services are ready, and leaves them running");
            }
        }
    }
}
