package dev.gantry.server.web;

import java.time.Duration;
import java.util.Locale;

/** Times for people. */
final class Spans {
    private static final double NANOS = 1_000_000_000;
    private static final int TEN = 10;

    private Spans() {}

    /** Roughly, and in one unit: {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 9 d}. */
    static String rough(Duration span) {
        if (span.toMinutes() < 2) {
            return Math.max(0, span.toSeconds()) + " s";
        }
        if (span.toHours() < 2) {
            return span.toMinutes() + " min";
        }
        return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " d";
    }

    /** {@code 12 ms}, {@code 1.4 s}, {@code 35 s}; of less than nothing, nothing. */
    static String exact(long nanos) {
        if (nanos < 0) {
            return "";
        }
        double seconds = nanos / NANOS;
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        return seconds < TEN
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : Math.round(seconds) + " s";
    }
}
