package dev.gantry.plan;

import dev.gantry.diag.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

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
    private static final SequencedSet<Integer> NONE = new TreeSet<>();

    /** Nothing to do, and nothing that could not be looked at. */
    public boolean isEmpty() {
        return steps.isEmpty() && unreachable.isEmpty() && blocked.isEmpty();
    }

    /**
     * The same plan with nothing started, so nothing to wait for either: no old container stays
     * until a new one is ready. What came after a start comes after what the start came after.
     */
    public Plan withoutStarts() {
        SequencedMap<Integer, SequencedSet<Integer>> kept = new LinkedHashMap<>();
        List<Step> rest = new ArrayList<>();
        for (Step step : steps) {
            SequencedSet<Integer> after = new TreeSet<>();
            step.after().forEach(number -> after.addAll(kept.getOrDefault(number, NONE)));
            if (belongsToAStart(step.action())) {
                kept.put(step.number(), after);
            } else {
                int number = rest.size() + 1;
                kept.put(step.number(), new TreeSet<>(List.of(number)));
                Action action =
                        step.action() instanceof Action.PutInPlace put
                                ? put.recreation()
                                : step.action();
                rest.add(step.with(action).numbered(number, after));
            }
        }
        return new Plan(List.copyOf(rest), unreachable, blocked, notices);
    }

    private static boolean belongsToAStart(Action action) {
        return action instanceof Action.StartContainer
                || action instanceof Action.AwaitContainer
                || action instanceof Action.MakeSuccessor
                || (action instanceof Action.RunHooks run
                        && run.moment() == Hook.Moment.POST_START);
    }

    /** The same plan, and more that is worth telling. */
    public Plan telling(List<Problem> more) {
        List<Problem> all = new ArrayList<>(notices);
        all.addAll(more);
        return new Plan(steps, unreachable, blocked, List.copyOf(all));
    }

    /** The same plan with other actions in the same steps. */
    public Plan with(UnaryOperator<Action> change) {
        return new Plan(
                steps.stream().map(step -> step.with(change.apply(step.action()))).toList(),
                unreachable,
                blocked,
                notices);
    }
}
