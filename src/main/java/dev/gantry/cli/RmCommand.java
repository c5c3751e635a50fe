package dev.gantry.cli;

import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import dev.gantry.plan.Turn;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry rm}. */
final class RmCommand implements Command {
    private static final Option FORCE = Option.flag("force", 'f', "Remove without a question");
    private static final Option STOP = Option.flag("stop", 's', "Stop those that run before");
    private static final Option VOLUMES =
            Option.flag("volumes", 'v', "Remove their anonymous volumes too, with their data");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.RM,
                "[SERVICE...]",
                List.of(
                        "Networks and named volumes stay. Whatever a container has written outside of",
                        "volumes is lost."),
                List.of(FORCE, STOP, Turning.TIMEOUT, VOLUMES),
                List.of(
                        new Manual.Example("gantry rm", "what has stopped"),
                        new Manual.Example(
                                "gantry rm -sf web", "one service, without a question")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Turn turn = new Turn.Remove(arguments.has(STOP), arguments.has(VOLUMES));
        return new Turning(session, turn, plan -> ask(session, plan)).run();
    }

    private static void ask(Session session, Plan plan) {
        List<String> names = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.RemoveContainer remove) {
                names.add(step.host() + "/" + remove.container().name());
            }
        }
        boolean data = plan.steps().stream().anyMatch(Step::destroysData);
        String what = "remove " + String.join(", ", names);
        Consent.ask(session, data ? what + " and the data of their volumes" : what, FORCE);
    }
}
