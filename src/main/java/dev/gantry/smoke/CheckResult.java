package dev.gantry.smoke;

import java.time.Duration;

/**
 * How one check of one deployment ended.
 *
 * @param deployment {@code stack@host}
 * @param kind {@code http}, {@code tcp}, {@code command}, or {@code containers}
 * @param attempts how often it was tried
 * @param reason why it failed or was skipped; empty where it passed
 */
public record CheckResult(
        String deployment,
        String check,
        String kind,
        Ending ending,
        Duration took,
        int attempts,
        String reason) {

    /** How a check can end. */
    public enum Ending {
        PASSED("passed"),
        FAILED("failed"),
        SKIPPED("skipped");

        private final String word;

        Ending(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** One that was not tried. */
    static CheckResult untried(
            String deployment, String check, String kind, Ending ending, String reason) {
        return new CheckResult(deployment, check, kind, ending, Duration.ZERO, 0, reason);
    }
}
