package dev.gantry.server.watchdog;

import java.time.Duration;

/**
 * How quickly an upstream answers probes.
 *
 * @param last zero: it has not answered yet
 * @param usual the mean of its answers, where each new one counts an eighth; slow ones do not count
 */
public record Pace(Duration last, Duration usual) {
    static final Pace UNKNOWN = new Pace(Duration.ZERO, Duration.ZERO);

    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration NEVER_SLOW = Duration.ofMillis(250);
    private static final int TIMES_SLOWER = 10;
    private static final int MEMORY = 8;

    Pace after(Duration latency) {
        Pace next = new Pace(latency, usual.isZero() ? latency : usual);
        return next.slow() || usual.isZero()
                ? next
                : new Pace(latency, usual.plus(latency.minus(usual).dividedBy(MEMORY)));
    }

    /** Over 2 s, or ten times as slow as usual; but what takes 250 ms is never slow. */
    boolean slow() {
        return last.compareTo(SLOW) > 0
                || (last.compareTo(NEVER_SLOW) > 0
                        && last.compareTo(usual.multipliedBy(TIMES_SLOWER)) > 0);
    }

    String words() {
        return "answers slowly: in %d ms, as a rule in %d ms"
                .formatted(last.toMillis(), usual.toMillis());
    }
}
