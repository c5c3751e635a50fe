package dev.gantry.apply;

import dev.gantry.plan.Plan;
import java.time.Duration;
import java.util.SequencedMap;

/**
 * How a plan ended.
 *
 * @param outcomes step number to outcome, one for every step of the plan, in the order of the plan
 */
public record Report(
        Plan plan, SequencedMap<Integer, Outcome> outcomes, boolean cancelled, Duration took) {

    /** Every step is done and every host could be reached. */
    public boolean complete() {
        return allDone() && plan.unreachable().isEmpty() && plan.blocked().isEmpty();
    }

    /** What could be planned is done. */
    public boolean allDone() {
        return !cancelled && outcomes.values().stream().allMatch(Outcome.Done.class::isInstance);
    }

    /** At least one step is done. */
    public boolean anyDone() {
        return outcomes.values().stream().anyMatch(Outcome.Done.class::isInstance);
    }
}
