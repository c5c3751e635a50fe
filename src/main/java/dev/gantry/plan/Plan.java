package dev.gantry.plan;

import dev.gantry.diag.Problem;
import java.util.List;
import java.util.SequencedMap;

/**
 * The ordered steps from observed to desired.
 *
 * @param unreachable host to the reason; what these hosts need could not be planned
 * @param blocked deployment to the reason why it is not in the plan (its host, or one that it
 *     needs, is unreachable)
 * @param notices worth telling, hindering nothing: orphans, reused networks …
 */
public record Plan(
        List<Step> steps,
        SequencedMap<String, Observed.Unreachable> unreachable,
        SequencedMap<String, String> blocked,
        List<Problem> notices) {

    /** Nothing to do, and nothing that could not be looked at. */
    public boolean isEmpty() {
        return steps.isEmpty() && unreachable.isEmpty() && blocked.isEmpty();
    }
}
