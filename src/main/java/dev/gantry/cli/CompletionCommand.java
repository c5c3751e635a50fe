package dev.gantry.cli;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.util.List;

/** {@code gantry completion SHELL}. */
final class CompletionCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.COMPLETION,
                "bash|zsh|fish",
                List.of("Made from the same tables that the command line is read by."),
                List.of(),
                List.of(
                        new Manual.Example("source <(gantry completion bash)", "in ~/.bashrc"),
                        new Manual.Example("source <(gantry completion zsh)", "in ~/.zshrc"),
                        new Manual.Example(
                                "gantry completion fish >~/.config/fish/completions/gantry.fish",
                                "for fish")));
    }

    @Override
    public ExitCode run(Session session) {
        String name = Operands.one(session.arguments(), "the shell", "gantry completion bash");
        session.console().print(script(name));
        return ExitCode.DONE;
    }

    private static String script(String shell) {
        return switch (shell) {
            case "bash" -> CompletionScript.bash();
            case "zsh" -> CompletionScript.zsh();
            case "fish" -> CompletionScript.fish();
            default ->
                    throw new UsageException(
                            "there is no completion for " + shell,
                            DidYouMean.hint(shell, List.of("bash", "zsh", "fish")));
        };
    }
}
