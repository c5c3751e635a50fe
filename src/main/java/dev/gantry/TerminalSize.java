package dev.gantry;

import dev.gantry.cli.Terminal.Size;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** Asks the environment, else {@code stty}, which every Unix has. */
record TerminalSize(Map<String, String> environment) implements Supplier<Size> {

    @Override
    public Size get() {
        int columns = number(environment.getOrDefault("COLUMNS", ""));
        int rows = number(environment.getOrDefault("LINES", ""));
        if (columns > 0) {
            return new Size(columns, rows > 0 ? rows : Size.USUAL.rows());
        }
        return asked();
    }

    private static Size asked() {
        ProcessBuilder stty =
                new ProcessBuilder("stty", "size")
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        try (BufferedReader answer = stty.start().inputReader()) {
            String line = answer.readLine();
            int space = line == null ? -1 : line.indexOf(' ');
            if (line == null || space < 0) {
                return Size.USUAL;
            }
            int columns = number(line.substring(space + 1).strip());
            return columns > 0 ? new Size(columns, number(line.substring(0, space))) : Size.USUAL;
        } catch (IOException noTerminal) {
            return Size.USUAL;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
