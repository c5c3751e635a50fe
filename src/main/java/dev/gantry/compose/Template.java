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
    static final int MAX_DEPTH = 50;

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

        /** The same of one that is set, and empty. */
        default void empty(String name) {}
    }

    /**
     * One {@code ${…}} or {@code $NAME}.
     *
     * @param operator {@code :-}, {@code ?} …; empty for none
     * @param from the index where its argument begins
     * @param to the index after the argument
     * @param end the index after it
     */
    record Reference(String name, String operator, int from, int to, int end) {}

    private final Map<String, String> variables;
    private final Unset unset;
    private final Growth growth;

    /**
     * @param growth how much text may be made
     */
    Template(Map<String, String> variables, Unset unset, Growth growth) {
        this.variables = variables;
        this.unset = unset;
        this.growth = growth;
    }

    String fill(String text) throws TemplateException {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        new Filling(text, out).fill(0, text.length(), 0);
        return out.toString();
    }

    /** One text being filled in, without copies of its parts: they may be long and deep. */
    private final class Filling {
        private final String text;
        private final StringBuilder out;

        Filling(String text, StringBuilder out) {
            this.text = text;
            this.out = out;
        }

        void fill(int start, int end, int depth) throws TemplateException {
            if (depth > MAX_DEPTH) {
                throw new TemplateException("variables nested too deeply", "at most 50 levels");
            }
            int from = start;
            for (int at = dollar(start, end); at >= 0; at = dollar(from, end)) {
                append(text, from, at);
                if (!isReference(text, at)) {
                    append("$", 0, 1);
                    from = at + (text.startsWith("$$", at) ? 2 : 1);
                } else {
                    Reference reference = reference(text, at);
                    value(reference, depth);
                    from = reference.end();
                }
            }
            append(text, from, end);
        }

        private int dollar(int from, int end) {
            return from >= end ? -1 : text.indexOf('$', from, end);
        }

        private void append(CharSequence piece, int from, int to) throws TemplateException {
            if (!growth.allows(to - from)) {
                throw new TemplateException(
                        "variables make the text too long",
                        "filled in, all texts together have at most "
                                + growth.limit()
                                + " characters");
            }
            out.append(piece, from, to);
        }

        private void append(@Nullable String value) throws TemplateException {
            if (value != null) {
                append(value, 0, value.length());
            }
        }

        private void argument(Reference reference, int depth) throws TemplateException {
            fill(reference.from(), reference.to(), depth + 1);
        }

        /**
         * Docker Compose fills in the argument first, also where it is not needed: what is wrong in
         * it is told.
         */
        private void value(Reference reference, int depth) throws TemplateException {
            String value = variables.get(reference.name());
            boolean colon = reference.operator().startsWith(":");
            boolean absent = value == null || (colon && value.isEmpty());
            int before = out.length();
            if (!reference.operator().isEmpty()) {
                argument(reference, depth);
            }
            switch (reference.operator()) {
                case ":-", "-" -> {
                    if (!absent) {
                        instead(before, value);
                    }
                }
                case ":+", "+" -> {
                    if (absent) {
                        out.setLength(before);
                    }
                }
                case ":?", "?" -> {
                    if (absent) {
                        throw missing(reference, out.substring(before));
                    }
                    instead(before, value);
                }
                default -> {
                    if (value == null) {
                        unset.variable(reference.name());
                    } else if (value.isEmpty()) {
                        unset.empty(reference.name());
                    }
                    append(value);
                }
            }
        }

        private void instead(int before, @Nullable String value) throws TemplateException {
            out.setLength(before);
            append(value);
        }
    }

    private static TemplateException missing(Reference reference, String message) {
        return new TemplateException(
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
            return new Reference(name, "", nameEnd, nameEnd, nameEnd);
        }
        if (text.startsWith("}", nameEnd)) {
            return new Reference(name, "", nameEnd, nameEnd, nameEnd + 1);
        }
        String operator = operator(text, nameEnd);
        int close = closing(text, nameEnd + operator.length());
        if (operator.isEmpty() || close < 0 || text.indexOf('\n', nameEnd, close) >= 0) {
            throw invalid(text);
        }
        return new Reference(name, operator, nameEnd + operator.length(), close, close + 1);
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
