package dev.gantry.server.watchdog;

import java.time.Duration;

/**
 * Requests of the gateway that failed, one after the other.
 *
 * @param count since the last one that was served
 * @param last when the last one failed, of {@link System#nanoTime}
 * @param reason of the last one
 */
public record Failures(int count, long last, String reason) {
    static final Failures NONE = new Failures(0, 0, "");

    private static final int LIMIT = 3;
    private static final Duration MEMORY = Duration.ofSeconds(60);

    Failures and(String why, long now) {
        return new Failures(count + 1, now, Body.oneLine(why));
    }

    /** Without those that are so long ago that they say nothing about today. */
    Failures recent(long now) {
        return count > 0 && now - last > MEMORY.toNanos() ? NONE : this;
    }

    /** Empty when they are too few to say anything. */
    String words() {
        return count < LIMIT ? "" : "the last " + count + " requests failed: " + reason;
    }
}
