package dev.gantry.engine;

/**
 * How the process in a fake container behaves after each start. Time is counted in looks: every
 * {@code containers()} or {@code inspectContainer()} that reports the running container is one.
 */
public sealed interface FakeBehaviour {

    /** {@code starting} for that many looks, then {@code healthy}. */
    record HealthyAfter(int looks) implements FakeBehaviour {}

    /** {@code starting} for that many looks, then {@code unhealthy}. */
    record UnhealthyAfter(int looks) implements FakeBehaviour {}

    /** {@code starting} for ever. */
    record NeverHealthy() implements FakeBehaviour {}

    /** Runs, without a health check, for that many looks and then exits. */
    record ExitsAfter(int looks, int code) implements FakeBehaviour {}

    /** Runs until it is stopped, without a health check. */
    record Runs() implements FakeBehaviour {}
}
