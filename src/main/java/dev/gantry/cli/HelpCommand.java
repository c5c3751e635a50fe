package dev.gantry.cli;

import java.util.List;

/** {@code gantry help [COMMAND]}. */
final class HelpCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.HELP,
                "[COMMAND]",
                List.of(),
                List.of(),
                List.of(new Manual.Example("gantry help up", "the same as `gantry up --help`")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Operands.atMost(1, arguments);
        String text = ManualText.overview();
        for (String word : arguments.operands()) {
            text = ManualText.of(Cli.command(Verb.parse(word)).manual());
        }
        session.console().print(text);
        return ExitCode.DONE;
    }
}
