package dev.gantry.doc;

import java.math.BigDecimal;

/**
 * Floating-point numbers as text: always the fewest digits that mean the number, with an exponent
 * where Go, and so Docker Compose, prints one.
 */
public final class Floats {
    private Floats() {}

    /** As Go's {@code %v} and YAML print: an exponent below 1e-4 and from 1e+06 on. */
    public static String general(double value) {
        return finite(value) ? format(Double.toString(value), -4, 6) : special(value);
    }

    /** As Go's {@code encoding/json} prints: an exponent below 1e-6 and from 1e+21 on. */
    public static String json(double value) {
        return finite(value)
                ? trimExponent(format(Double.toString(value), -6, 21))
                : special(value);
    }

    /** {@link #general(double)} of a 32-bit number. */
    public static String general(float value) {
        return finite(value) ? format(Float.toString(value), -4, 6) : special(value);
    }

    /** {@link #json(double)} of a 32-bit number. */
    public static String json(float value) {
        return finite(value) ? trimExponent(format(Float.toString(value), -6, 21)) : special(value);
    }

    /** What a YAML float means, infinities and {@code .nan} included. */
    public static double parse(String text) {
        return switch (text) {
            case ".nan" -> Double.NaN;
            case ".inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static boolean finite(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value);
    }

    private static String special(double value) {
        return Double.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
    }

    private static String format(String text, int least, int most) {
        BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
        if (decimal.signum() == 0) {
            return text.startsWith("-") ? "-0" : "0";
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        return exponent < least || exponent >= most
                ? scientific(decimal, exponent)
                : decimal.toPlainString();
    }

    private static String scientific(BigDecimal decimal, int exponent) {
        String digits = decimal.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(decimal.signum() < 0 ? "-" : "");
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append(exponent < 0 ? "e-" : "e+");
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }

    /** JSON writes {@code 1e-7} where {@code %v} writes {@code 1e-07}. */
    private static String trimExponent(String text) {
        int at = text.indexOf("e-0");
        return at < 0 ? text : text.substring(0, at + 2) + text.substring(at + 3);
    }
}
