package dev.gantry.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * One run of the program: everything that the outside world gives it. With another invocation the
 * whole program runs inside a test.
 *
 * @param arguments the words after {@code gantry}
 * @param directory the working directory, absolute
 * @param input standard input
 * @param output not flushed by itself; {@code error} alike
 * @param cancellation told when the user presses Ctrl-C
 */
public record Invocation(
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        InputStream input,
        PrintStream output,
        PrintStream error,
        Terminal terminal,
        InstantSource clock,
        Cancellation cancellation) {

    /**
     * Where the program keeps what it knows from run to run: {@code $GANTRY_STATE}, or below {@code
     * $XDG_STATE_HOME}, by the XDG base directory specification. Need not be there yet.
     */
    Path state() {
        if (!variable("GANTRY_STATE").isEmpty()) {
            return directory.resolve(variable("GANTRY_STATE"));
        }
        return ofUser("XDG_STATE_HOME", Path.of(".local", "state"));
    }

    /**
     * Where the user's own settings are: below {@code $XDG_CONFIG_HOME}, by the same specification.
     * Need not be there yet.
     */
    Path configuration() {
        return ofUser("XDG_CONFIG_HOME", Path.of(".config"));
    }

    private Path ofUser(String variable, Path otherwise) {
        String folder = variable(variable);
        Path base =
                folder.startsWith("/")
                        ? Path.of(folder)
                        : Path.of(variable("HOME")).resolve(otherwise);
        return directory.resolve(base).resolve("gantry");
    }

    /** A variable of the environment, or an empty text. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
