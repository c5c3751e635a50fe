package dev.gantry.cli;

import dev.gantry.plan.Turn;
import java.util.List;

/** {@code gantry unpause}. */
final class UnpauseCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.UNPAUSE,
                "[SERVICE...]",
                List.of(),
                List.of(),
                List.of(new Manual.Example("gantry unpause", "everything that is paused")));
    }

    @Override
    public ExitCode run(Session session) {
        return Turning.run(session, new Turn.Unpause());
    }
}
