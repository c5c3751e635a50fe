package dev.gantry.cli;

import java.util.List;

/** {@code gantry completion SHELL}. */
final class Completion implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.COMPLETION,
                "bash|zsh|fish",
                List.of(
                        "The script is made from the same tables that the command line is read by."),
                List.of(),
                List.of(
                        new Manual.Example(
                                "gantry completion bash >/etc/bash_completion.d/gantry",
                                "for everybody on this machine"),
                        new Manual.Example(
                                "gantry completion fish >~/.config/fish/completions/gantry.fish",
                                "for fish")));
    }

    @Override
    public ExitCode run(Session session) {
        return ExitCode.DONE;
    }
}
