package dev.gantry.compose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with variables, as the Compose specification's chapter on interpolation defines it: {@code
 * $NAME}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME-default}}, {@code
 * ${NAME:?message}}, {@code ${NAME?message}}, {@code ${NAME:+other}}, {@code ${NAME+other}}, nested
 * as deep as one likes, and {@code $$} for a dollar sign.
 */
final class Template {
    private static final int MAX_DEPTH = 50;

    /** The text cannot be filled in; the message says why. */
    static final class TemplateException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String hint;

        TemplateException(String message, String hint) {
            super(message);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }

    /** Told of each variable that is not set and has no default. */
    interface Unset {
        void variable(String name);
    }

    /**
     * One {@code ${…}} or {@code $NAME}.
     *
     * @param operator {@code :-}, {@code ?} …; empty for none
     * @param end the index after it
     */
    record Reference(String name, String operator, String argument, int end) {}

    private final Map<String, String> variables;
    private final Unset unset;

    Template(Map<String, String> variables, Unset unset) {
        this.variables = variables;
        this.unset = unset;
    }

    String fill(String text) throws TemplateException {
        return text.indexOf('$') < 0 ? text : fill(text, 0);
    }

    private String fill(String text, int depth) throws TemplateException {
        if (depth > MAX_DEPTH) {
            throw new TemplateException("variables nested too deeply", "at most 50 levels");
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
            out.append(text, from, at);
            if (!isReference(text, at)) {
                out.append('$');
                from = at + (text.startsWith("$$", at) ? 2 : 1);
            } else {
                Reference reference = reference(text, at);
                out.append(value(reference, depth));
                from = reference.end();
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    private String value(Reference reference, int depth) throws TemplateException {
        String name = reference.name();
        String value = variables.get(name);
        boolean empty = value == null || value.isEmpty();
        return switch (reference.operator()) {
            case ":-" -> empty ? fill(reference.argument(), depth + 1) : set(value);
            case "-" -> value == null ? fill(reference.argument(), depth + 1) : value;
            case ":+" -> empty ? "" : fill(reference.argument(), depth + 1);
            case "+" -> value == null ? "" : fill(reference.argument(), depth + 1);
            case ":?" -> empty ? missing(reference, depth) : set(value);
            case "?" -> value == null ? missing(reference, depth) : value;
            default -> {
                if (value == null) {
                    unset.variable(name);
                }
                yield set(value);
            }
        };
    }

    private static String set(@Nullable String value) {
        return value == null ? "" : value;
    }

    private String missing(Reference reference, int depth) throws TemplateException {
        String message = fill(reference.argument(), depth + 1);
        throw new TemplateException(
                "required variable "
                        + reference.name()
                        + " is missing a value"
                        + (message.isEmpty() ? "" : ": " + message),
                "set " + reference.name() + " in the environment or in .env");
    }

    /** Whether a variable, well-formed or not, begins here; any other dollar sign is just one. */
    static boolean isReference(String text, int at) {
        return at + 1 < text.length()
                && (text.charAt(at + 1) == '{' || isNameCharacter(text.charAt(at + 1), true));
    }

    /** The variable written at {@code at}, where a single dollar sign stands. */
    static Reference reference(String text, int at) throws TemplateException {
        int start = at + 1;
        boolean braced = text.startsWith("{", start);
        int nameStart = braced ? start + 1 : start;
        int nameEnd = nameEnd(text, nameStart);
        if (nameEnd == nameStart) {
            throw invalid(text);
        }
        String name = text.substring(nameStart, nameEnd);
        if (!braced) {
            return new Reference(name, "", "", nameEnd);
        }
        if (text.startsWith("}", nameEnd)) {
            return new Reference(name, "", "", nameEnd + 1);
        }
        String operator = operator(text, nameEnd);
        int close = closing(text, nameEnd + operator.length());
        if (operator.isEmpty() || close < 0 || text.substring(nameEnd, close).indexOf('\n') >= 0) {
            throw invalid(text);
        }
        String argument = text.substring(nameEnd + operator.length(), close);
        return new Reference(name, operator, argument, close + 1);
    }

    private static String operator(String text, int at) {
        int length = text.startsWith(":", at) ? 2 : 1;
        boolean known =
                at + length <= text.length() && "-?+".indexOf(text.charAt(at + length - 1)) >= 0;
        return known ? text.substring(at, at + length) : "";
    }

    /**
     * The brace that closes the variable; every opening brace of another inside needs one of its
     * own.
     */
    private static int closing(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '}') {
                open--;
                if (open == 0) {
                    return i;
                }
            } else if (text.startsWith("${", i)) {
                open++;
                i++;
            }
        }
        return -1;
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end), end == start)) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (!first && c >= '0' && c <= '9');
    }

    private static TemplateException invalid(String text) {
        return new TemplateException(
                "invalid interpolation format in \"" + text + "\"",
                "you may need to escape any $ with another $");
    }
}
