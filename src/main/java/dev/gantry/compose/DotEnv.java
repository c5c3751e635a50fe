package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The {@code .env} format: {@code NAME=value} or {@code NAME: value} a line, {@code #} comments,
 * quotes that may span lines, {@code export}, and variables in values that are unquoted or in
 * double quotes. A name alone takes the value it has outside.
 */
public final class DotEnv {
    /** Twice what the system lets a process have as its environment. */
    private static final int MOST_TEXT = 4 << 20;

    private final String text;
    private final Source source;
    private final Map<String, String> outside;
    private final Problems problems;
    private final SequencedMap<String, ScalarNode> found = new LinkedHashMap<>();
    private final Map<String, String> known;
    private final Growth growth = new Growth(MOST_TEXT);
    private int at;
    private int line = 1;
    private int counted;
    private int column = 1;

    /**
     * Whose text it is.
     *
     * @param file what messages call it
     * @param named where it is asked for; told along with what is wrong inside
     */
    public record Source(String file, Location named) {

        /** The hint, with the place that names the file. */
        String named(String hint) {
            return named.line() == 0
                    ? hint
                    : (hint.isEmpty() ? "" : hint + "; ") + "the file is named at " + named;
        }
    }

    private DotEnv(
            String text,
            Source source,
            Map<String, String> before,
            Map<String, String> outside,
            Problems problems) {
        this.text = text.replace("\r\n", "\n");
        this.source = source;
        this.outside = outside;
        this.problems = problems;
        this.known = new HashMap<>(before);
        known.putAll(outside);
    }

    /**
     * The variables of the text, in order; each value knows where it begins.
     *
     * @param outside variables that values may refer to; these win over the text's own
     */
    public static SequencedMap<String, ScalarNode> parse(
            String text, Source source, Map<String, String> outside, Problems problems) {
        return parse(text, source, Map.of(), outside, problems);
    }

    /**
     * The same after other texts.
     *
     * @param before what they brought, which the text's own variables take the place of
     */
    static SequencedMap<String, ScalarNode> parse(
            String text,
            Source source,
            Map<String, String> before,
            Map<String, String> outside,
            Problems problems) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        DotEnv parser = new DotEnv(body, source, before, outside, problems);
        while (parser.toStatement()) {
            if (!parser.statement()) {
                break;
            }
        }
        return parser.found;
    }

    /** Columns are counted on from the last place that was asked for: a line may be long. */
    private Location here() {
        column += text.codePointCount(counted, at);
        counted = at;
        return new Location(source.file(), line, column);
    }

    private void breakLine(int lineBreak) {
        line++;
        counted = lineBreak + 1;
        column = 1;
    }

    private boolean toStatement() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u0085') {
                if (c == '\n') {
                    breakLine(at);
                }
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Whether to go on. */
    private boolean statement() {
        if (text.startsWith("export", at)
                && at + 6 < text.length()
                && isBlank(text.charAt(at + 6))) {
            at += 6;
            skipBlanks();
        }
        Location start = here();
        int from = at;
        while (at < text.length() && isInName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at).strip();
        char end = at < text.length() ? text.charAt(at) : '\n';
        if (end != '=' && end != ':' && end != '\n') {
            return refuse(
                    here(),
                    "unexpected character \"" + end + "\" in variable name",
                    "write NAME=value");
        }
        if (name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
            return refuse(start, "key cannot contain a space", "write NAME=value");
        }
        if (end == '\n') {
            inherit(name, start);
            return true;
        }
        at++;
        skipBlanks();
        return value(name);
    }

    private void inherit(String name, Location start) {
        String value = outside.get(name);
        if (value != null) {
            keep(name, value, start);
        }
    }

    private boolean keep(String name, String value, Location start) {
        if (value.indexOf('\0') >= 0) {
            String message = "the value of " + name + " holds a NUL character";
            return refuse(start, message, "no process can be given one");
        }
        found.put(name, ScalarNode.string(value, start));
        if (!outside.containsKey(name)) {
            known.put(name, value);
        }
        return true;
    }

    private boolean value(String name) {
        Location start = here();
        char first = at < text.length() ? text.charAt(at) : '\n';
        if (first == '"' || first == '\'') {
            return quoted(name, first, start);
        }
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end;
        int comment = rest.indexOf(" #");
        String value = comment < 0 ? rest : rest.substring(0, comment);
        return put(name, value.stripTrailing(), start);
    }

    private boolean quoted(String name, char quote, Location start) {
        StringBuilder value = new StringBuilder();
        boolean escaped = false;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && !escaped) {
                at = i + 1;
                String whole = value.toString();
                if (quote == '"') {
                    return put(name, DotEnvEscapes.expand(whole), start);
                }
                return keep(name, whole, start);
            }
            if (c == '\n') {
                breakLine(i);
            }
            if (c == '\\' && !escaped) {
                escaped = true;
            } else {
                if (escaped && c != quote) {
                    value.append('\\');
                }
                value.append(c);
                escaped = false;
            }
        }
        return refuse(start, "unterminated quoted value of " + name, "close the " + quote);
    }

    private boolean put(String name, String template, Location start) {
        try {
            Template.Unset unset = variable -> warnUnset(variable, start);
            return keep(name, new Template(known, unset, growth).fill(template), start);
        } catch (Template.TemplateException e) {
            return refuse(start, String.valueOf(e.getMessage()), e.hint());
        }
    }

    private void warnUnset(String variable, Location start) {
        problems.warning(
                start,
                "The \"" + variable + "\" variable is not set. Defaulting to a blank string.",
                source.named(""));
    }

    private boolean refuse(Location place, String message, String hint) {
        problems.error(place, message, source.named(hint));
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\u000b' || c == '\f' || c == '\u00a0';
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || "_.-[]".indexOf(c) >= 0 || isBlank(c);
    }
}
