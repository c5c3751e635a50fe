package dev.gantry.cli;

import dev.gantry.cli.show.ProblemText;
import dev.gantry.cli.show.Style;
import dev.gantry.cli.show.Style.Tone;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command prints. Results go to standard output, everything about how it went to standard
 * error; with {@code --json} both are JSON.
 */
final class Console {
    /** {@code --ansi}. */
    enum Ansi {
        AUTO,
        ALWAYS,
        NEVER
    }

    private final PrintStream output;
    private final PrintStream error;
    private final Style outputStyle;
    private final Style errorStyle;
    private final boolean json;
    private final ProblemText problems;

    /** As long as the command line is not read: no colours that the user may have forbidden. */
    static Console plain(Invocation invocation) {
        return new Console(invocation, Style.none(), Style.none(), invocation.directory(), false);
    }

    static Console of(Invocation invocation, Arguments arguments, Path directory) {
        Terminal terminal = invocation.terminal();
        return new Console(
                invocation,
                new Style(colours(invocation, arguments, terminal.output())),
                new Style(colours(invocation, arguments, terminal.error())),
                directory,
                arguments.has(Global.JSON));
    }

    private Console(
            Invocation invocation, Style output, Style error, Path directory, boolean json) {
        this.output = invocation.output();
        this.error = invocation.error();
        this.outputStyle = output;
        this.errorStyle = error;
        this.json = json;
        this.problems = new ProblemText(error, new SourceLines(directory));
    }

    /**
     * By <a href="https://no-color.org">NO_COLOR</a>, {@code --no-color} and {@code --ansi}; left
     * to itself, on terminals that can.
     */
    private static boolean colours(Invocation invocation, Arguments arguments, boolean terminal) {
        if (arguments.has(Global.NO_COLOR) || !invocation.variable("NO_COLOR").isEmpty()) {
            return false;
        }
        return switch (arguments.choice(Global.ANSI, Ansi.values(), Ansi.AUTO)) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && !invocation.variable("TERM").equals("dumb");
        };
    }

    boolean json() {
        return json;
    }

    Style outputStyle() {
        return outputStyle;
    }

    Style errorStyle() {
        return errorStyle;
    }

    PrintStream output() {
        return output;
    }

    PrintStream error() {
        return error;
    }

    /** A result, as it is. */
    void print(String text) {
        output.print(text);
    }

    void printLine(String text) {
        output.print(text);
        output.print('\n');
    }

    /** A word to the person at the keyboard; nothing that a program reads. */
    void say(String text) {
        if (!json) {
            error.print(text);
            error.print('\n');
        }
    }

    void problem(Problem problem) {
        if (!json) {
            error.print(problems.of(problem));
            return;
        }
        MapNode.Builder line =
                Json.object()
                        .put("event", Json.of(problem.isError() ? "error" : "warning"))
                        .put("message", Json.of(problem.message()))
                        .put("hint", Json.of(problem.hint()))
                        .put("file", Json.of(problem.location().source()));
        if (problem.location().line() > 0) {
            line.put("line", Json.of(problem.location().line()));
            line.put("column", Json.of(problem.location().column()));
        }
        jsonError(line.build());
    }

    /**
     * Why the command ends.
     *
     * @param next what gets the user further; may be empty
     */
    void failure(String message, String next) {
        if (json) {
            MapNode.Builder line = Json.object().put("event", Json.of("error"));
            jsonError(line.put("message", Json.of(message)).put("hint", Json.of(next)).build());
            return;
        }
        error.print(errorStyle.paint(Tone.BAD, "error:") + " " + message + "\n");
        if (!next.isEmpty()) {
            error.print(errorStyle.paint(Tone.ACTIVE, "  hint:") + " " + next + "\n");
        }
    }

    private void jsonError(MapNode line) {
        error.print(JsonWriter.compact(line));
        error.print('\n');
    }

    void flush() {
        output.flush();
        error.flush();
    }
}
