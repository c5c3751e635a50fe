package dev.gantry.secret;

import java.time.Duration;

/** Spans of time, as one says them: {@code 10 seconds}, {@code 3 hours}, {@code 9 days}. */
final class Spans {
    private Spans() {}

    static String words(Duration span) {
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return many(span.toMillis(), "millisecond");
        }
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return many(span.toSeconds(), "second");
        }
        if (span.compareTo(Duration.ofHours(2)) < 0) {
            return many(span.toMinutes(), "minute");
        }
        return span.compareTo(Duration.ofDays(2)) < 0
                ? many(span.toHours(), "hour")
                : many(span.toDays(), "day");
    }

    private static String many(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
