package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.DownOptions;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import java.util.List;
import java.util.Set;

/** {@code gantry down}. */
final class DownCommand implements Command {
    private static final Option VOLUMES =
            Option.flag("volumes", 'v', "Remove named and anonymous volumes too, with their data");
    private static final Option TIMEOUT =
            Option.one("timeout", 't', "SECONDS", "How long a container may take to stop");

    private static final Option RMI =
            Option.one("rmi", "WHICH", "Remove images: local for those built here, or all");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.DOWN,
                "[SERVICE...]",
                List.of(
                        "Stops and removes the containers and networks of the selected deployments, those",
                        "that need others first. Data stays, unless -v is given and agreed to. With",
                        "services, only theirs, and the networks that nothing uses any more."),
                List.of(VOLUMES, UpFlags.REMOVE_ORPHANS, RMI, TIMEOUT, DeployLocks.TIMEOUT),
                List.of(
                        new Manual.Example("gantry down", "the whole fleet"),
                        new Manual.Example(
                                "gantry down --stack web", "one stack, wherever it runs"),
                        new Manual.Example(
                                "gantry down -v --yes", "with all data, without a question")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        int timeout = arguments.number(TIMEOUT, 0, -1);
        try (EngineSource engines = session.engines();
                Observer.Look early = new Observer(engines).begin()) {
            Desired desired = session.desired(List.of(), early::at);
            Set<String> services = ServiceNames.of(arguments.operands(), desired);
            Carrying carrying = new Carrying(session, engines, desired, Pace.standard());
            DownOptions options = options(arguments, services);
            Report report =
                    carrying.locked(
                            early.seen(desired),
                            observed -> {
                                Plan plan = Planner.down(desired, observed, options);
                                return timeout < 0 ? plan : StopTimeout.apply(plan, timeout);
                            },
                            plan -> carryOut(carrying, plan));
            return ExitCode.of(report, desired.deployments().size());
        }
    }

    private static Report carryOut(Carrying carrying, Plan plan) {
        Console console = carrying.session().console();
        if (plan.isEmpty()) {
            console.say("Nothing to do: nothing of it is there.");
        }
        plan.notices().forEach(console::problem);
        return carrying.out(plan);
    }

    private static DownOptions options(Arguments arguments, Set<String> services) {
        boolean whole =
                services.isEmpty()
                        && arguments.list(Global.HOST).isEmpty()
                        && arguments.list(Global.STACK).isEmpty();
        DownOptions.Images images =
                arguments.choice(
                        RMI,
                        new DownOptions.Images[] {DownOptions.Images.LOCAL, DownOptions.Images.ALL},
                        DownOptions.Images.NONE);
        return new DownOptions(
                arguments.has(VOLUMES),
                arguments.has(UpFlags.REMOVE_ORPHANS),
                whole,
                services,
                images);
    }
}
