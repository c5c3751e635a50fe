package dev.gantry.cli;

import dev.gantry.cli.show.PlanColours;
import dev.gantry.cli.show.ProblemText;
import dev.gantry.cli.show.Style;
import dev.gantry.cli.show.Style.Tone;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.plan.Plan;
import dev.gantry.plan.PlanJson;
import dev.gantry.plan.PlanText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a command prints. Results go to standard output, everything about how it went to standard
 * error; with {@code --json} both are JSON.
 */
final class Console {
    /** {@code --ansi}. */
    enum Ansi {
        AUTO,
        ALWAYS,
        NEVER;

        private boolean on(boolean byItself) {
            return switch (this) {
                case AUTO -> byItself;
                case ALWAYS -> true;
                case NEVER -> false;
            };
        }
    }

    private final PrintStream rawOutput;
    private final PrintStream rawError;
    private final Redaction redaction = new Redaction();
    private final PrintStream output;
    private final PrintStream error;
    private final Style outputStyle;
    private final Style errorStyle;
    private final boolean json;
    private final boolean controlCodes;
    private final SourceLines sources;
    private final ProblemText problems;

    /** As long as the command line is not read: no colours that the user may have forbidden. */
    static Console plain(Invocation invocation) {
        return new Console(
                invocation, new Form(false, false, false, false), invocation.directory());
    }

    static Console of(Invocation invocation, Arguments arguments, Path directory) {
        Terminal terminal = invocation.terminal();
        Ansi ansi = arguments.choice(Global.ANSI, Ansi.values(), Ansi.AUTO);
        boolean colourless =
                arguments.has(Global.NO_COLOR) || !invocation.variable("NO_COLOR").isEmpty();
        boolean dumb = invocation.variable("TERM").equals("dumb");
        Form form =
                new Form(
                        !colourless && ansi.on(terminal.output() && !dumb),
                        !colourless && ansi.on(terminal.error() && !dumb),
                        ansi.on(true),
                        arguments.has(Global.JSON));
        return new Console(invocation, form, directory);
    }

    /**
     * By <a href="https://no-color.org">NO_COLOR</a>, {@code --no-color} and {@code --ansi}; left
     * to itself, colours on terminals that can.
     */
    private record Form(boolean outputColours, boolean errorColours, boolean codes, boolean json) {}

    private Console(Invocation invocation, Form form, Path directory) {
        this.rawOutput = invocation.output();
        this.rawError = invocation.error();
        this.output = redaction.of(rawOutput);
        this.error = redaction.of(rawError);
        this.outputStyle = new Style(form.outputColours());
        this.errorStyle = new Style(form.errorColours());
        this.controlCodes = form.codes();
        this.json = form.json();
        this.sources = new SourceLines(directory);
        this.problems = new ProblemText(errorStyle, sources);
    }

    /** The lines of the files that problems stand in. */
    ProblemText.Lines lines() {
        return sources;
    }

    boolean json() {
        return json;
    }

    /** Whether the cursor may be moved about, where there is a terminal. */
    boolean controlCodes() {
        return controlCodes;
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

    /** What must not be seen in anything that is printed, but for {@link #printAsIs}. */
    Redaction redaction() {
        return redaction;
    }

    /** For bytes that are another program's. */
    PrintStream rawOutput() {
        return rawOutput;
    }

    /** The same. */
    PrintStream rawError() {
        return rawError;
    }

    /** A result that the user wants with its secrets. */
    void printAsIs(String text) {
        output.flush();
        rawOutput.print(text);
    }

    /** A result. */
    void print(String text) {
        output.print(text);
    }

    void printLine(String text) {
        output.print(text);
        output.print('\n');
    }

    /** A line that somebody waits for. */
    void printNow(String line) {
        synchronized (output) {
            printLine(line);
            output.flush();
        }
    }

    /** Whether nobody reads any more, as after {@code | head}. */
    boolean broken() {
        return output.checkError();
    }

    /** As a result: text, or one JSON object. */
    void plan(Plan plan) {
        if (json) {
            printLine(JsonWriter.compact(PlanJson.of(plan)));
        } else {
            print(PlanColours.of(PlanText.of(plan), outputStyle()));
        }
    }

    /** A word to the person at the keyboard; nothing that a program reads. */
    void say(String text) {
        if (!json) {
            error.print(text);
            error.print('\n');
        }
    }

    /** A question; the answer comes on the same line. */
    void prompt(String text) {
        error.print(text);
        error.flush();
    }

    /** What checks warn of before something is done: a line each, and where to read on. */
    void warnings(List<Problem> warnings) {
        for (Problem one : warnings) {
            if (json) {
                problem(one);
            } else {
                error.print(problems.line(one));
            }
        }
        if (!warnings.isEmpty()) {
            say("`gantry check` tells the way out" + (warnings.size() > 1 ? " of each" : "") + ".");
        }
    }

    void problem(Problem whole) {
        Problem problem =
                new Problem(
                        whole.severity(),
                        whole.location(),
                        redaction.message(whole.message()),
                        redaction.message(whole.hint()));
        if (!json) {
            error.print(problems.of(problem));
            return;
        }
        MapNode.Builder line =
                Json.object()
                        .put("event", Json.of(problem.isError() ? "error" : "warning"))
                        .put("message", Json.of(problem.message()))
                        .put("hint", Json.of(problem.hint()))
                        .put("file", Json.of(sources.shown(problem.location().source())));
        if (problem.location().line() > 0) {
            line.put("line", Json.of(problem.location().line()));
            line.put("column", Json.of(problem.location().column()));
        }
        jsonError(line.build());
    }

    /**
     * Why the command ends.
     *
     * @param wholeNext what gets the user further; may be empty
     */
    void failure(String whole, String wholeNext) {
        String message = redaction.message(whole);
        String next = redaction.message(wholeNext);
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

    /** A host that says nothing. */
    void unreachable(String host, OperationException why) {
        failure("host " + host + " cannot be reached: " + why.reason(), why.next());
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
