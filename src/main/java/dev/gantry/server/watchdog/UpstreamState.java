package dev.gantry.server.watchdog;

import java.time.Duration;

/**
 * How an upstream is, and what led there.
 *
 * @param reason of the condition, in words
 * @param since when it came into this condition, of {@link System#nanoTime}
 * @param passes probes in a row that it passed
 * @param fails probes in a row that it failed
 * @param doubts probes in a row that it passed, but slowly or with something wrong
 * @param failures what the gateway says
 */
public record UpstreamState(
        Condition condition,
        String reason,
        long since,
        int passes,
        int fails,
        int doubts,
        Pace pace,
        Learned learned,
        Failures failures) {

    /** Nobody has looked yet. */
    public static UpstreamState unknown(long now) {
        return new UpstreamState(
                Condition.UNKNOWN,
                "was not asked yet",
                now,
                0,
                0,
                0,
                Pace.UNKNOWN,
                Learned.NOTHING,
                Failures.NONE);
    }

    /** For how long it has been so. */
    public Duration lasted(long now) {
        return Duration.ofNanos(now - since);
    }

    UpstreamState turn(Condition next, String why, long now) {
        return new UpstreamState(
                next,
                why,
                next == condition ? since : now,
                passes,
                fails,
                doubts,
                pace,
                learned,
                failures);
    }

    UpstreamState counting(int passed, int failed, int doubted) {
        return new UpstreamState(
                condition, reason, since, passed, failed, doubted, pace, learned, failures);
    }

    UpstreamState with(Pace newer, Learned known) {
        return new UpstreamState(
                condition, reason, since, passes, fails, doubts, newer, known, failures);
    }

    UpstreamState with(Failures newer) {
        return new UpstreamState(
                condition, reason, since, passes, fails, doubts, pace, learned, newer);
    }
}
