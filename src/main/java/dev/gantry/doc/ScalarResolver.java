package dev.gantry.doc;

import dev.gantry.diag.Location;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plain YAML scalar stands for, decided as Docker Compose's YAML library (go-yaml 3) decides
 * it: {@code yes} and {@code on} are strings, {@code 0755} and {@code 0o755} are octal, {@code
 * 1_000} is a thousand, {@code 1:30} is a string.
 */
final class ScalarResolver {
    /** The tag of dates, which are strings to everybody but a schema. */
    static final String TIMESTAMP = "!!timestamp";

    /** Longer numbers do not fit into 64 bits in any base, unless they begin with many zeros. */
    private static final int LONGEST = 100;

    private ScalarResolver() {}

    static ScalarNode plain(String text, Location location, String tag) {
        ScalarNode.Kind word = word(text);
        if (word != null) {
            return new ScalarNode(word, canonicalWord(word, text), location, tag);
        }
        if (Timestamps.matches(text)) {
            String moment = text.length() <= 10 ? text + "T00:00:00Z" : text;
            return new ScalarNode(ScalarNode.Kind.STRING, moment, location, TIMESTAMP);
        }
        if (isNumberLike(text)) {
            String digits = text.replace("_", "");
            String integer = integer(digits);
            if (integer != null) {
                return new ScalarNode(ScalarNode.Kind.INTEGER, integer, location, tag);
            }
            if (isFloat(text.charAt(0) == '.' ? text : digits)) {
                return decimal(text, digits, location, tag);
            }
        }
        return new ScalarNode(ScalarNode.Kind.STRING, text, location, tag);
    }

    /**
     * A scalar that says its type.
     *
     * @param type as in {@code !!int}
     * @return nothing where the text is none of that type
     */
    static Optional<ScalarNode> tagged(String type, String text, Location location) {
        ScalarNode plain = plain(text, location, "");
        boolean fits =
                switch (type) {
                    case "int" -> plain.kind() == ScalarNode.Kind.INTEGER;
                    case "float" ->
                            plain.kind() == ScalarNode.Kind.FLOAT
                                    || plain.kind() == ScalarNode.Kind.INTEGER;
                    case "bool" -> plain.kind() == ScalarNode.Kind.BOOLEAN;
                    case "null" -> plain.isNull();
                    case "timestamp" -> plain.tag().equals(TIMESTAMP);
                    default -> false;
                };
        return !fits
                ? Optional.empty()
                : Optional.of(
                        type.equals("float")
                                ? new ScalarNode(ScalarNode.Kind.FLOAT, plain.text(), location, "")
                                : plain);
    }

    /** Beyond the range of a double it is just a text. */
    private static ScalarNode decimal(String text, String digits, Location location, String tag) {
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value)
                ? new ScalarNode(ScalarNode.Kind.STRING, text, location, tag)
                : new ScalarNode(ScalarNode.Kind.FLOAT, Floats.general(value), location, tag);
    }

    private static ScalarNode.@Nullable Kind word(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> ScalarNode.Kind.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> ScalarNode.Kind.BOOLEAN;
            case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF" -> ScalarNode.Kind.FLOAT;
            case "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> ScalarNode.Kind.FLOAT;
            default -> null;
        };
    }

    private static String canonicalWord(ScalarNode.Kind kind, String text) {
        return switch (kind) {
            case NULL -> "null";
            case BOOLEAN -> text.charAt(0) == 't' || text.charAt(0) == 'T' ? "true" : "false";
            case FLOAT ->
                    text.charAt(0) == '-'
                            ? "-.inf"
                            : text.length() == 5 || text.charAt(1) == 'i' || text.charAt(1) == 'I'
                                    ? ".inf"
                                    : ".nan";
            case STRING, INTEGER -> text;
        };
    }

    private static boolean isNumberLike(String text) {
        char first = text.charAt(0);
        return first == '+' || first == '-' || first == '.' || isDigit(first);
    }

    /** The decimal form, or null when the text is no integer of 64 bits. */
    private static @Nullable String integer(String text) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        String digits = text.substring(sign);
        int radix = radix(digits);
        String body = digits.substring(prefixLength(digits));
        if (body.isEmpty() || body.length() > LONGEST || !allDigits(body, radix)) {
            return null;
        }
        if (radix == 10 && body.length() < 18) {
            long value = Long.parseLong(body);
            return Long.toString(text.charAt(0) == '-' ? -value : value);
        }
        BigInteger value = new BigInteger((text.charAt(0) == '-' ? "-" : "") + body, radix);
        return value.bitLength() <= (value.signum() < 0 ? 63 : 64) ? value.toString() : null;
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> isDigit(digits.charAt(1)) ? 8 : 10;
        };
    }

    private static int prefixLength(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 0;
        }
        return "xXbBoO".indexOf(digits.charAt(1)) >= 0 ? 2 : 0;
    }

    private static boolean allDigits(String text, int radix) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
    private static boolean isFloat(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int whole = digitsFrom(text, at);
        int end = whole;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsFrom(text, end + 1);
            if (whole == at && end == whole + 1) {
                return false;
            }
        } else if (whole == at) {
            return false;
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int start = at + 1;
        if (start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+')) {
            start++;
        }
        return start < text.length() && digitsFrom(text, start) == text.length();
    }

    private static int digitsFrom(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
