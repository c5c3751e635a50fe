package dev.gantry.cli;

import dev.gantry.secret.Prompt;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks for what must not be seen: on the terminal of standard input, or on that of the process
 * where standard input is something else.
 */
record HiddenPrompt(Session session) implements Prompt {
    private static final String TERMINAL = "/dev/tty";

    @Override
    public Optional<String> ask(String question) {
        Terminal terminal = session.invocation().terminal();
        if (session.console().json()) {
            return Optional.empty();
        }
        if (terminal.input()) {
            return ask(question, session.invocation().input());
        }
        if (!terminal.error()) {
            return Optional.empty();
        }
        try (InputStream keyboard = new FileInputStream(TERMINAL)) {
            return ask(question, keyboard);
        } catch (IOException noTerminal) {
            return Optional.empty();
        }
    }

    private Optional<String> ask(String question, InputStream keyboard) {
        Console console = session.console();
        try (RawTerminal silent = RawTerminal.silent();
                var _ = session.invocation().cancellation().onCancel(silent::close)) {
            console.prompt(question);
            return line(keyboard);
        } finally {
            console.say("");
        }
    }

    /** No byte more than the line. */
    private static Optional<String> line(InputStream keyboard) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = keyboard.read(); next != '\n'; next = keyboard.read()) {
                if (next < 0) {
                    return Optional.empty();
                }
                line.write(next);
            }
        } catch (IOException gone) {
            return Optional.empty();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
