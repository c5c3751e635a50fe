package dev.gantry.server.dispatch;

import java.time.Duration;

/**
 * Keeps requests away from an upstream that fails: after {@link #LIMIT} failures in a row it lets
 * one request through at a time, and none for a pause that doubles with each further failure. One
 * success ends all of it. So what fails fast gets less, not more.
 */
final class Breaker {
    private static final int LIMIT = 3;
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(60).toNanos();

    private int failures;
    private long closedUntil;

    void served() {
        failures = 0;
    }

    void failed(long now) {
        failures++;
        if (failures >= LIMIT) {
            int doublings = Math.min(failures - LIMIT, 6);
            closedUntil = now + Math.min(FIRST_PAUSE << doublings, LONGEST_PAUSE);
        }
    }

    /**
     * @param outstanding how many requests are there now
     */
    boolean lets(int outstanding, long now) {
        return failures < LIMIT || (outstanding == 0 && now - closedUntil >= 0);
    }

    /** Whether it lets nothing through before {@link #opensIn}. */
    boolean pausing(long now) {
        return failures >= LIMIT && now - closedUntil < 0;
    }

    long opensIn(long now) {
        return pausing(now) ? closedUntil - now : 0;
    }

    /** Nothing speaks against it. */
    boolean sound() {
        return failures == 0;
    }
}
