package dev.gantry.apply;

import java.time.Duration;
import java.util.List;

/** How a step ended. */
public sealed interface Outcome {

    record Done(Duration took) implements Outcome {}

    /**
     * It could not be done.
     *
     * @param reason one line: what failed and why
     * @param next the command that gets the user further; may be empty
     * @param details more lines: a container's last log lines, its exit code, the health check's
     *     output
     */
    record Failed(String reason, String next, List<String> details) implements Outcome {}

    /** Not tried, because a step before it failed or the work was cancelled. */
    record Skipped(String because) implements Outcome {}
}
