package dev.gantry.plan;

import dev.gantry.compose.model.Readiness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The steps of one service that others may have to come after.
 *
 * @param makes creates and recreates
 * @param recreates those after which an old container is gone
 * @param removes those of containers that are not made anew
 */
record Made(
        List<Integer> makes,
        List<Integer> recreates,
        List<Integer> removes,
        List<Integer> starts,
        SequencedMap<Wants.Await, List<Integer>> awaits) {

    static Made nothing() {
        return new Made(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>());
    }

    void await(Wants.Await await, int step) {
        awaits.computeIfAbsent(await, key -> new ArrayList<>()).add(step);
    }

    /** The steps after which that wait is over. */
    List<Integer> after(Wants.Await await) {
        return awaits.getOrDefault(await, List.of());
    }

    /**
     * The steps after which the service is as ready as a stack needs it.
     *
     * @param own what {@code up} itself waits for
     */
    List<Integer> after(Readiness readiness, Wants.Await own) {
        return switch (readiness) {
            case STARTED -> starts;
            case HEALTHY -> after(own);
            case COMPLETED -> after(new Wants.Await(Readiness.COMPLETED, Action.Strictness.STRICT));
        };
    }
}
