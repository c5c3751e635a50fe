package dev.gantry.cli;

import dev.gantry.plan.Turn;
import java.util.List;

/** {@code gantry kill}. */
final class KillCommand implements Command {
    private static final Option SIGNAL =
            Option.one("signal", 's', "SIGNAL", "The signal; SIGKILL unless told otherwise");
    private static final Option ORPHANS =
            Option.flag("remove-orphans", "Also those of services that are in no file");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.KILL,
                "[SERVICE...]",
                List.of(
                        "To all containers that run, those of `gantry run` among them, without any order."),
                List.of(ORPHANS, SIGNAL),
                List.of(
                        new Manual.Example(
                                "gantry kill -s HUP web",
                                "to make it read its configuration again")));
    }

    @Override
    public ExitCode run(Session session) {
        return Turning.run(
                session,
                new Turn.Kill(
                        session.arguments().text(SIGNAL, "SIGKILL"),
                        session.arguments().has(ORPHANS)));
    }
}
