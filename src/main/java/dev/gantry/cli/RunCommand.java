package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.GrantedFiles;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import dev.gantry.plan.UpOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code gantry run}. */
final class RunCommand implements Command {

    @Override
    public Manual manual() {
        List<Option> options = new ArrayList<>(RunFlags.OPTIONS);
        options.addAll(
                List.of(
                        UpFlags.BUILD,
                        UpFlags.NO_DEPS,
                        UpFlags.PULL,
                        UpFlags.REMOVE_ORPHANS,
                        Session.QUIET,
                        Session.QUIET_BUILD,
                        Session.QUIET_PULL));
        return new Manual(
                Verb.RUN,
                "SERVICE [COMMAND [ARG...]]",
                List.of(
                        "Makes a container beside those of the service, with another command, and starts",
                        "it when what the service depends on is ready. Ends with its exit code. Where",
                        "several hosts have the service, --host chooses one. Options stand before the",
                        "service; what comes behind is the command's."),
                options,
                List.of(
                        new Manual.Example("gantry run --rm web npm test", "and nothing stays"),
                        new Manual.Example(
                                "gantry run -d -e DEPTH=3 --name crawl worker crawl",
                                "in the background")));
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Operands.some(arguments, "the service", "gantry run web sh");
        RunFlags flags = new RunFlags(session);
        flags.require();
        Desired desired = session.desired(List.of(arguments.operands().getFirst()));
        GrantedFiles.require(desired);
        Deployment whole = only(desired, arguments.operands().getFirst());
        Service service = flags.service(whole);
        Deployment deployment = OneOffs.deployment(whole, service, arguments);
        Desired narrowed = new Desired(desired.fleet(), List.of(deployment), List.of());
        try (EngineSource engines = session.engines()) {
            Report report = make(session, engines, session.laden(narrowed, engines));
            return report.complete()
                    ? new OneOffs(session, engines.engine(deployment.host()), service)
                            .run(flags.removes())
                    : ExitCode.of(report, 1);
        }
    }

    /** The deployment that has the service. */
    private static Deployment only(Desired desired, String service) {
        ServiceNames.of(List.of(service), desired);
        List<Deployment> having =
                desired.deployments().stream()
                        .filter(one -> one.project().services().containsKey(service))
                        .toList();
        if (having.isEmpty()) {
            throw new UsageException(
                    "service \"" + service + "\" is switched off by profiles", "--profile");
        }
        if (having.size() > 1) {
            throw new UsageException(
                    "service \""
                            + service
                            + "\" is in "
                            + String.join(", ", having.stream().map(Deployment::id).toList()),
                    "choose one: --host " + having.getFirst().host().name());
        }
        return having.getFirst();
    }

    private static Report make(Session session, EngineSource engines, Desired desired) {
        Arguments arguments = session.arguments();
        UpOptions options =
                new UpOptions(
                        UpOptions.Recreate.DIVERGED,
                        arguments.choice(
                                UpFlags.PULL, UpOptions.Pull.values(), UpOptions.Pull.POLICY),
                        arguments.has(UpFlags.REMOVE_ORPHANS),
                        false,
                        UpOptions.Recreate.DIVERGED,
                        Set.of(),
                        arguments.has(UpFlags.BUILD)
                                ? UpOptions.Build.ALL
                                : UpOptions.Build.AS_NEEDED);
        Plan plan = Planner.up(desired, new Observer(engines).observe(desired), options);
        Consent.ask(session, plan);
        if (!session.arguments().has(Session.QUIET)) {
            plan.notices().forEach(session.console()::problem);
        }
        return new Carrying(session, engines, desired, Pace.standard()).out(plan);
    }
}
