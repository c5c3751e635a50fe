package dev.gantry.init;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code NAME=value} line of an env file, in pieces that make up the line again.
 *
 * @param start all before the value
 * @param quote {@code "}, {@code '} or nothing
 * @param rest all behind the value: a comment
 */
record EnvLine(String start, String name, String quote, String value, String rest) {
    private static final Pattern LINE =
            Pattern.compile("(\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=[ \\t]*)(.*)");

    /** Nothing where the line is something else, or its value goes on in the next. */
    static Optional<EnvLine> of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String start = matcher.group(1);
        String name = matcher.group(2);
        String value = matcher.group(3);
        String quote = value.startsWith("\"") || value.startsWith("'") ? value.substring(0, 1) : "";
        if (!quote.isEmpty()) {
            int end = value.indexOf(quote, 1);
            return end < 0
                    ? Optional.empty()
                    : Optional.of(
                            new EnvLine(
                                    start,
                                    name,
                                    quote,
                                    value.substring(1, end),
                                    value.substring(end + 1)));
        }
        int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
        String bare = (comment < 0 ? value : value.substring(0, comment)).stripTrailing();
        return Optional.of(new EnvLine(start, name, "", bare, value.substring(bare.length())));
    }

    /** Whether a quoted value begins in the line and does not end in it. */
    static boolean goesOn(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                && (matcher.group(3).startsWith("\"") || matcher.group(3).startsWith("'"))
                && of(line).isEmpty();
    }

    /** The quote that such a value is in. */
    static char openQuote(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(3).charAt(0) : '"';
    }

    String with(String other) {
        return start + quote + other + quote + rest;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "EnvLine[" + name + "]";
    }
}
