package dev.gantry.compose;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Reads durations as Go writes them: {@code 1h2m3.5s}, {@code 500ms}, {@code 2us}, also {@code d}
 * and {@code w} as Compose allows.
 */
public final class Durations {
    private Durations() {}

    /**
     * @throws IllegalArgumentException when the text is not a duration
     */
    public static Duration parse(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length()) {
            int unit = endOf(text, at, true);
            int next = endOf(text, unit, false);
            nanos =
                    nanos.add(
                            new BigDecimal(text.substring(at, unit))
                                    .multiply(
                                            BigDecimal.valueOf(
                                                    nanosIn(text.substring(unit, next)))));
            at = next;
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static int endOf(String text, int from, boolean digits) {
        int end = from;
        while (end < text.length() && isNumeric(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static boolean isNumeric(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == '-';
    }

    private static long nanosIn(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            case "w" -> 604_800_000_000_000L;
            default -> throw new IllegalArgumentException("not a unit of time: \"" + unit + "\"");
        };
    }
}
