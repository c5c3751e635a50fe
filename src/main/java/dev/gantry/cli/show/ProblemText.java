package dev.gantry.cli.show;

import dev.gantry.cli.show.Style.Tone;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Problems as compilers print them: {@code file:line:column: error: message}, the line itself with
 * a caret under the place, and the hint.
 */
public final class ProblemText {
    private static final List<String> SENSITIVE =
            List.of("PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH");

    private final Style style;
    private final Lines lines;

    public ProblemText(Style style, Lines lines) {
        this.style = style;
        this.lines = lines;
    }

    /** Where the text of a source comes from. */
    public interface Lines {
        /** Line {@code number}, from 1, where the source is a file at hand. */
        Optional<String> line(String source, int number);

        /** The source as a person in the working directory would write it. */
        String shown(String source);
    }

    /** The problem in lines that end in a newline. */
    public String of(Problem problem) {
        StringBuilder out = new StringBuilder(line(problem));
        excerpt(problem.location(), out);
        if (!problem.hint().isEmpty()) {
            out.append(style.paint(Tone.ACTIVE, "  hint:")).append(' ');
            out.append(problem.hint()).append('\n');
        }
        return out.toString();
    }

    /** The first of these lines alone. */
    public String line(Problem problem) {
        String severity =
                switch (problem.severity()) {
                    case ERROR -> style.paint(Tone.BAD, "error:");
                    case WARNING -> style.paint(Tone.ODD, "warning:");
                };
        String place = style.paint(Tone.STRONG, place(problem.location()) + ":");
        return place + ' ' + severity + ' ' + problem.message() + '\n';
    }

    private Location place(Location location) {
        return new Location(lines.shown(location.source()), location.line(), location.column());
    }

    private void excerpt(Location location, StringBuilder out) {
        if (location.line() == 0 || !isYaml(location.source())) {
            return;
        }
        Optional<String> found = lines.line(location.source(), location.line());
        if (found.isEmpty() || mayHoldSecret(found.get())) {
            return;
        }
        String number = "  " + location.line() + " | ";
        String line = found.get().stripTrailing();
        out.append(style.paint(Tone.FAINT, number)).append(line).append('\n');
        if (location.column() > 0) {
            out.append(style.paint(Tone.FAINT, " ".repeat(number.length() - 2) + "| "));
            out.append(before(line, location.column()));
            out.append(style.paint(Tone.BAD, "^")).append('\n');
        }
    }

    /** As much white space as stands before the column, with the tabs of the line. */
    private static String before(String line, int column) {
        StringBuilder space = new StringBuilder();
        int end = 0;
        for (int i = 1; i < column && end < line.length(); i++) {
            int codePoint = line.codePointAt(end);
            end += Character.charCount(codePoint);
            String shown = Character.toString(codePoint);
            space.append(codePoint == '\t' ? "\t" : " ".repeat(Width.of(shown)));
        }
        return space.toString();
    }

    private static boolean isYaml(String source) {
        return source.endsWith(".yml") || source.endsWith(".yaml");
    }

    /**
     * Lines that look as if they held a secret, by a name or by what stands before the host of an
     * address, are not shown: the position must do.
     */
    private static boolean mayHoldSecret(String line) {
        String upper = line.toUpperCase(Locale.ROOT).replace("VALKEY", "");
        for (String word : SENSITIVE) {
            if (upper.contains(word)) {
                return true;
            }
        }
        int address = line.indexOf("://");
        return address >= 0 && line.indexOf('@', address) >= 0;
    }
}
