package dev.gantry.compose;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Spans of time as Go writes them: {@code 1h2m3.5s}, {@code 500ms}, {@code 2us}; {@code d} and
 * {@code w} are read too, as Compose allows.
 */
public final class Durations {
    private static final long SECOND = 1_000_000_000L;

    private Durations() {}

    /**
     * @param text empty for no time at all
     * @throws IllegalArgumentException when the text is not a duration
     */
    public static Duration parse(String text) {
        return text.isEmpty() ? Duration.ZERO : Duration.ofNanos(nanoseconds(text));
    }

    /**
     * The form that Go prints.
     *
     * @throws IllegalArgumentException when the text is no span of time
     */
    static String canonical(String text) {
        return print(nanoseconds(text));
    }

    private static long nanoseconds(String text) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == sign) {
            throw invalid(text, "a number and a unit are expected");
        }
        if (text.substring(sign).equals("0")) {
            return 0;
        }
        BigDecimal total = BigDecimal.ZERO;
        int at = sign;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && isNumeric(text.charAt(unit))) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && !isNumeric(text.charAt(end))) {
                end++;
            }
            total =
                    total.add(
                            number(text, at, unit)
                                    .multiply(BigDecimal.valueOf(factor(text, unit, end))));
            at = end;
        }
        long value = total.longValue();
        return text.startsWith("-") ? -value : value;
    }

    private static boolean isNumeric(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static BigDecimal number(String text, int start, int end) {
        try {
            return new BigDecimal(text.substring(start, end));
        } catch (NumberFormatException _) {
            throw invalid(text, "a number and a unit are expected");
        }
    }

    private static long factor(String text, int start, int end) {
        return switch (text.substring(start, end)) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            case "h" -> 3600 * SECOND;
            case "d" -> 24 * 3600 * SECOND;
            case "w" -> 7 * 24 * 3600 * SECOND;
            case "" -> throw invalid(text, "a unit such as s is missing");
            default -> throw invalid(text, text.substring(start, end) + " is not a unit of time");
        };
    }

    private static IllegalArgumentException invalid(String text, String why) {
        return new IllegalArgumentException("invalid duration \"" + text + "\": " + why);
    }

    private static String print(long nanoseconds) {
        if (nanoseconds == 0) {
            return "0s";
        }
        String sign = nanoseconds < 0 ? "-" : "";
        long value = Math.abs(nanoseconds);
        if (value < SECOND) {
            return sign
                    + fraction(value, value < 1_000 ? 1 : value < 1_000_000 ? 1_000 : 1_000_000);
        }
        long hours = value / (3600 * SECOND);
        long minutes = value / (60 * SECOND) % 60;
        String seconds = decimal(value % (60 * SECOND), SECOND) + "s";
        if (hours > 0) {
            return sign + hours + "h" + minutes + "m" + seconds;
        }
        return sign + (minutes > 0 ? minutes + "m" : "") + seconds;
    }

    private static String fraction(long value, long unit) {
        return decimal(value, unit) + (unit == 1 ? "ns" : unit == 1_000 ? "µs" : "ms");
    }

    private static String decimal(long value, long unit) {
        return BigDecimal.valueOf(value)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
