package dev.gantry.server.gateway;

import java.time.Duration;

/**
 * So much a minute: full at the beginning, and filled evenly. May go below nothing, since what an
 * answer costs is known at its end. {@code now} is of {@link System#nanoTime}.
 */
public final class Bucket {
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private double level;
    private long filledAt;

    public Bucket(int perMinute, long now) {
        this.perMinute = perMinute;
        this.level = perMinute;
        this.filledAt = now;
    }

    int perMinute() {
        return perMinute;
    }

    public void take(double amount, long now) {
        fill(now);
        level -= amount;
    }

    public double level(long now) {
        fill(now);
        return level;
    }

    /** How long until there is that much. */
    Duration until(double amount, long now) {
        double missing = amount - level(now);
        return missing <= 0
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(missing * MINUTE / perMinute));
    }

    private void fill(long now) {
        level = Math.min(perMinute, level + (now - filledAt) * perMinute / MINUTE);
        filledAt = now;
    }
}
