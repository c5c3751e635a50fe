package dev.gantry.plan;

import java.util.SequencedSet;

/**
 * One action on one host, why, and what it waits for.
 *
 * @param number from 1, in an order in which the steps could be done one by one
 * @param deployment {@code stack@host}, or empty for what belongs to the fleet
 * @param service the Compose service it is about, or empty
 * @param after the numbers of the steps that must be done before
 * @param destroysData whether consent is needed
 */
public record Step(
        int number,
        String host,
        String deployment,
        String service,
        Action action,
        Cause cause,
        SequencedSet<Integer> after,
        boolean destroysData) {

    Step with(Action other) {
        return new Step(number, host, deployment, service, other, cause, after, destroysData);
    }

    /** This step at another place of another plan. */
    Step numbered(int other, SequencedSet<Integer> others) {
        return new Step(other, host, deployment, service, action, cause, others, destroysData);
    }
}
