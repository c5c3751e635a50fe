package dev.gantry.cli;

import dev.gantry.apply.Pace;
import java.util.List;
import java.util.stream.Stream;

/** {@code gantry create}. */
final class CreateCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.CREATE,
                "[SERVICE...]",
                List.of(
                        "Makes and recreates what `gantry up` would, and starts none of it: the same as",
                        "`gantry up --no-start`."),
                Stream.of(UpFlags.OPTIONS, UpFlags.MAKING).flatMap(List::stream).toList(),
                List.of(new Manual.Example("gantry create", "to start later, quickly")));
    }

    @Override
    public ExitCode run(Session session) {
        return new Bringing(session, UpFlags.of(session.arguments()), false, Pace.standard())
                .up(UpFlags.desired(session));
    }
}
