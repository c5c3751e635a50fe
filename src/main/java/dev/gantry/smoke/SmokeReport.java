package dev.gantry.smoke;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that one run of {@code gantry smoke} has found: the evidence.
 *
 * @param fleet its name
 * @param version of Gantry
 * @param hosts in the order of the fleet file
 */
public record SmokeReport(
        String fleet,
        String version,
        Instant started,
        Duration took,
        List<HostFound> hosts,
        List<CheckResult> checks,
        List<ServiceState> services) {

    /**
     * A host and its engine.
     *
     * @param engine its version; empty where it did not answer
     * @param api the version of the API that was spoken; empty where it did not answer
     * @param reason why it did not answer
     */
    public record HostFound(String name, String engine, String api, String reason) {}

    /** Whether no check has failed. */
    public boolean passed() {
        return count(CheckResult.Ending.FAILED) == 0;
    }

    public int count(CheckResult.Ending ending) {
        return (int) checks.stream().filter(one -> one.ending() == ending).count();
    }
}
