package dev.gantry.server.watchdog;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The body of an answer, which may be anything. */
record Body(Fetched.Answer answer) {
    private static final int EXCERPT = 160;
    private static final List<String> WHERE_MESSAGES_STAND =
            List.of("message", "error", "detail", "status");

    /** Empty when it is not JSON, or not all of it. */
    Optional<Node> json() {
        if (!answer.whole()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonReader.read("the answer", answer.body()));
        } catch (InputException _) {
            return Optional.empty();
        }
    }

    Optional<Fields> object() {
        return json().filter(node -> node instanceof MapNode).map(Fields::of);
    }

    boolean isBlank() {
        return answer.body().isBlank();
    }

    boolean mentions(String word) {
        return answer.body().toLowerCase(Locale.ROOT).contains(word);
    }

    /** What it says, on one short line: {@code : Loading model}; empty when that is nothing. */
    String excerpt() {
        String text = object().map(Body::message).orElseGet(() -> answer.body().strip());
        if (text.startsWith("<")) {
            return ": an HTML page";
        }
        String line = oneLine(text);
        return line.isEmpty() ? "" : ": " + line;
    }

    private static String message(Fields fields) {
        for (String key : WHERE_MESSAGES_STAND) {
            if (fields.node().get(key) instanceof ScalarNode scalar && !scalar.isNull()) {
                return scalar.text();
            }
            if (fields.node().get(key) instanceof MapNode) {
                return message(fields.map(key));
            }
        }
        return "";
    }

    /** Somebody else's text, fit for a message: no control characters, and not long. */
    static String oneLine(String text) {
        String start = text.length() > 4 * EXCERPT ? text.substring(0, 4 * EXCERPT) : text;
        String line =
                start.codePoints()
                        .map(point -> isPlain(point) ? point : ' ')
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip()
                        .replaceAll(" {2,}", " ");
        return line.codePointCount(0, line.length()) <= EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    /** Also no marks that turn the direction of writing, which make a line read as another one. */
    static boolean isPlain(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
