package dev.gantry.cli;

import dev.gantry.plan.Turn;
import java.util.List;

/** {@code gantry pause}. */
final class PauseCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PAUSE,
                "[SERVICE...]",
                List.of("They stay in memory, and do nothing until `gantry unpause`."),
                List.of(),
                List.of(new Manual.Example("gantry pause worker", "one service")));
    }

    @Override
    public ExitCode run(Session session) {
        return Turning.run(session, new Turn.Pause());
    }
}
