package dev.gantry.cli;

import dev.gantry.plan.Turn;
import java.util.List;

/** {@code gantry start}. */
final class StartCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.START,
                "[SERVICE...]",
                List.of(
                        "Starts those of the services that do not run, and what they depend on, in the order of",
                        "dependencies; makes nothing."),
                List.of(),
                List.of(
                        new Manual.Example("gantry start", "after a stop"),
                        new Manual.Example(
                                "gantry start --host gpu web", "one service, on one host")));
    }

    @Override
    public ExitCode run(Session session) {
        return Turning.run(session, new Turn.Start());
    }
}
