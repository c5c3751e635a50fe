package dev.gantry.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The terminal at which keys do other things than usual, until this is closed. */
final class RawTerminal implements AutoCloseable {
    private final String before;

    private RawTerminal(String before) {
        this.before = before;
    }

    /** Every key goes to the other side as it is. */
    static RawTerminal raw() {
        return with("raw", "-echo");
    }

    /** Lines as ever, but nobody sees what is typed. */
    static RawTerminal silent() {
        return with("-echo");
    }

    /** Lines as ever, but Ctrl-C and Ctrl-\ are characters that end a line. */
    static RawTerminal withInterruptsAsCharacters() {
        return with("intr", "undef", "quit", "undef", "eol", "^C", "eol2", "^\\");
    }

    /** Leaves the terminal as it is where {@code stty} cannot change it. */
    private static RawTerminal with(String... settings) {
        String before = stty("-g");
        if (!before.isEmpty()) {
            stty(settings);
        }
        return new RawTerminal(before);
    }

    @Override
    public void close() {
        if (!before.isEmpty()) {
            stty(before);
        }
    }

    private static String stty(String... words) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        ProcessBuilder stty =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = stty.start();
            String answer =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? answer.strip() : "";
        } catch (IOException noTerminal) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
