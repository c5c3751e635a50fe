package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.Floats;
import dev.gantry.doc.ScalarNode;
import java.util.Locale;
import java.util.Optional;

/** The types that a text can be read as. */
enum ValueType {
    INTEGER("an integer"),
    FLOAT("a number"),
    BOOLEAN("a boolean");

    private final String inWords;

    ValueType(String inWords) {
        this.inWords = inWords;
    }

    String inWords() {
        return inWords;
    }

    /** The value that the text means; nothing when it means none of this type. */
    Optional<ScalarNode> read(ScalarNode scalar) {
        String text = scalar.text();
        Location location = scalar.location();
        return switch (this) {
            case INTEGER ->
                    isInteger(text)
                            ? Optional.of(ScalarNode.integer(Long.parseLong(text), location))
                            : Optional.empty();
            case FLOAT -> number(text, location);
            case BOOLEAN ->
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "true", "y", "yes", "on" ->
                                Optional.of(ScalarNode.bool(true, location));
                        case "false", "n", "no", "off" ->
                                Optional.of(ScalarNode.bool(false, location));
                        default -> Optional.empty();
                    };
        };
    }

    /** Tells of {@code yes} and {@code off} where a boolean stands. */
    static void warnOldBoolean(ScalarNode scalar, Problems problems) {
        String old = scalar.text().toLowerCase(Locale.ROOT);
        if (!old.equals("true") && !old.equals("false")) {
            boolean on = old.equals("y") || old.equals("yes") || old.equals("on");
            problems.warning(
                    scalar.location(),
                    "\""
                            + scalar.text()
                            + "\" for boolean is not supported by YAML 1.2, please use `"
                            + on
                            + "`",
                    "");
        }
    }

    static boolean isInteger(String text) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == sign || text.length() > 18) {
            return false;
        }
        for (int i = sign; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<ScalarNode> number(String text, Location location) {
        try {
            boolean plain = !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
            char last = plain ? text.charAt(text.length() - 1) : 'x';
            if (last != '.' && (last < '0' || last > '9')) {
                return Optional.empty();
            }
            double number = Double.parseDouble(text);
            return Double.isInfinite(number)
                    ? Optional.empty()
                    : Optional.of(
                            new ScalarNode(
                                    ScalarNode.Kind.FLOAT, Floats.general(number), location, ""));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
