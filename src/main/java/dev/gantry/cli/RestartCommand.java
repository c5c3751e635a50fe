package dev.gantry.cli;

import dev.gantry.plan.Turn;
import java.util.List;

/** {@code gantry restart}. */
final class RestartCommand implements Command {
    private static final Option NO_DEPS = Option.flag("no-deps", "Leave dependent services alone");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.RESTART,
                "[SERVICE...]",
                List.of(
                        "Also those that are not running; what changed in the files needs `gantry up`. Services whose",
                        "depends_on says `restart: true` restart with what they need."),
                List.of(NO_DEPS, Turning.TIMEOUT),
                List.of(
                        new Manual.Example(
                                "gantry restart web", "one service, on every host that has it")));
    }

    @Override
    public ExitCode run(Session session) {
        return Turning.run(session, new Turn.Restart(!session.arguments().has(NO_DEPS)));
    }
}
