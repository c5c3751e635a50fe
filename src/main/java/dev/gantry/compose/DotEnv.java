package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The {@code .env} format: {@code NAME=value} or {@code NAME: value} a line, {@code #} comments,
 * quotes that may span lines, {@code export}, and variables in values that are unquoted or in
 * double quotes. A name alone takes the value it has outside.
 */
public final class DotEnv {
    private final String text;
    private final String source;
    private final Map<String, String> outside;
    private final Problems problems;
    private final SequencedMap<String, String> found = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private DotEnv(String text, String source, Map<String, String> outside, Problems problems) {
        this.text = text.replace("\r\n", "\n");
        this.source = source;
        this.outside = outside;
        this.problems = problems;
    }

    /**
     * The variables of the text, in order.
     *
     * @param outside variables that values may refer to; these win over the text's own
     */
    public static SequencedMap<String, String> parse(
            String text, String source, Map<String, String> outside, Problems problems) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        DotEnv parser = new DotEnv(body, source, outside, problems);
        while (parser.toStatement()) {
            if (!parser.statement()) {
                break;
            }
        }
        return parser.found;
    }

    /**
     * The format {@code raw}: what stands after the first {@code =} is the value, quotes and all.
     */
    static SequencedMap<String, String> raw(String text) {
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int cut = line.indexOf('=');
                    if (cut > 0) {
                        variables.put(line.substring(0, cut).strip(), line.substring(cut + 1));
                    }
                });
        return variables;
    }

    private boolean toStatement() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u0085') {
                line += c == '\n' ? 1 : 0;
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
        int start = at;
        while (at < text.length() && isInName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at).strip();
        char end = at < text.length() ? text.charAt(at) : '\n';
        if (end != '=' && end != ':' && end != '\n') {
            return refuse(
                    "unexpected character \"" + end + "\" in variable name", "write NAME=value");
        }
        if (name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
            return refuse("key cannot contain a space", "write NAME=value");
        }
        if (end == '\n') {
            inherit(name);
            return true;
        }
        at++;
        skipBlanks();
        return value(name);
    }

    private void inherit(String name) {
        String value = outside.get(name);
        if (value != null) {
            found.put(name, value);
        }
    }

    private boolean value(String name) {
        char first = at < text.length() ? text.charAt(at) : '\n';
        if (first == '"' || first == '\'') {
            return quoted(name, first);
        }
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end;
        int comment = rest.indexOf(" #");
        String value = comment < 0 ? rest : rest.substring(0, comment);
        return put(name, value.stripTrailing());
    }

    private boolean quoted(String name, char quote) {
        StringBuilder value = new StringBuilder();
        boolean escaped = false;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && !escaped) {
                at = i + 1;
                line += (int) value.chars().filter(each -> each == '\n').count();
                String whole = value.toString();
                if (quote == '"') {
                    return put(name, DotEnvEscapes.expand(whole));
                }
                found.put(name, whole);
                return true;
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
        return refuse("unterminated quoted value of " + name, "close the " + quote);
    }

    private boolean put(String name, String template) {
        try {
            Map<String, String> variables = new LinkedHashMap<>(found);
            variables.putAll(outside);
            Template.Unset unset = variable -> warnUnset(variable);
            found.put(
                    name,
                    template.indexOf('$') < 0
                            ? template
                            : new Template(variables, unset).fill(template));
            return true;
        } catch (Template.TemplateException e) {
            return refuse(String.valueOf(e.getMessage()), e.hint());
        }
    }

    private void warnUnset(String variable) {
        problems.warning(
                new Location(source, line, 0),
                "The \"" + variable + "\" variable is not set. Defaulting to a blank string.",
                "");
    }

    private boolean refuse(String message, String hint) {
        problems.error(new Location(source, line, 0), message, hint);
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
