package dev.gantry.cli;

import dev.gantry.plan.Turn;
import java.util.List;

/** {@code gantry stop}. */
final class StopCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.STOP,
                "[SERVICE...]",
                List.of(
                        "Those that need others stop before them. `gantry start` brings them back."),
                List.of(Turning.TIMEOUT),
                List.of(
                        new Manual.Example("gantry stop", "the whole fleet"),
                        new Manual.Example(
                                "gantry stop -t 60 db", "with a minute to come to an end")));
    }

    @Override
    public ExitCode run(Session session) {
        return Turning.run(session, new Turn.Stop());
    }
}
