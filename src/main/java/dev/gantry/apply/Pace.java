package dev.gantry.apply;

import java.time.Duration;

/**
 * How fast, and how patient, the executor is.
 *
 * @param callsPerEngine steps that may be under way at one engine; waiting and stopping, which cost
 *     the engine nothing, do not count
 * @param step how long one step may take; a pull, how long it may stand still
 * @param ready how long a container may take to be ready, its health check's start period not
 *     counted
 * @param grace how long steps under way may go on when the work is cancelled
 */
public record Pace(int callsPerEngine, Duration step, Duration ready, Duration grace) {

    public static Pace standard() {
        return new Pace(12, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(10));
    }

    /** Another number of steps at an engine: {@code --parallel}. */
    public Pace withCalls(int other) {
        return new Pace(other, step, ready, grace);
    }

    /** Other patience with containers: {@code --wait-timeout}. */
    public Pace withReady(Duration other) {
        return new Pace(callsPerEngine, step, other, grace);
    }
}
