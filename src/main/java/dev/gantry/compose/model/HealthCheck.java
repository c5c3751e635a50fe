package dev.gantry.compose.model;

import java.time.Duration;
import java.util.List;

/**
 * How the engine finds out whether a container is healthy. Durations of zero and zero retries mean
 * the engine's default.
 *
 * @param origin whether the service has its own, or says nothing and the image's own applies, or
 *     switches it off
 * @param test the engine's form: {@code CMD}, {@code CMD-SHELL} or {@code NONE} first; empty unless
 *     declared
 */
public record HealthCheck(
        Origin origin,
        List<String> test,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        Duration startInterval,
        int retries) {

    /** Where the check comes from. */
    public enum Origin {
        DECLARED,
        IMAGE,
        DISABLED
    }

    public static HealthCheck ofImage() {
        return new HealthCheck(
                Origin.IMAGE,
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0);
    }
}
