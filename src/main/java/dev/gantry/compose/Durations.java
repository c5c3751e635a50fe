package dev.gantry.compose;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Spans of time as Go writes them: {@code 1h2m3.5s}, {@code 500ms}, {@code 2us}; {@code d} and
 * {@code w} are read too, as Compose allows.
 */
public final class Durations {
    private static final long SECOND = 1_000_000_000L;

    /** As many digits fit into a {@code long} whatever they are. */
    private static final int LONGEST = 1000;

    private static final int LONG_DIGITS = 18;

    private Durations() {}

    /**
     * A span of time, from what a file says.
     *
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
        long value = 0;
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
            value += product(text, at, unit, end);
            at = end;
        }
        return text.startsWith("-") ? -value : value;
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    /** Not by {@link BigDecimal} where there is no fraction: loading it delays a cold start. */
    private static long product(String text, int start, int unit, int end) {
        String number = text.substring(start, unit);
        if (number.length() > LONGEST) {
            throw invalid(text, "the number is too long");
        }
        try {
            return number.indexOf('.') < 0 && number.length() <= LONG_DIGITS
                    ? Long.parseLong(number) * factor(text, unit, end)
                    : new BigDecimal(number)
                            .multiply(BigDecimal.valueOf(factor(text, unit, end)))
                            .longValue();
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

    /**
     * @param unit a power of ten
     */
    private static String decimal(long value, long unit) {
        long rest = value % unit;
        if (rest == 0) {
            return Long.toString(value / unit);
        }
        String digits = Long.toString(unit + rest).substring(1); // with the zeros in front
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return value / unit + "." + digits.substring(0, end);
    }
}
