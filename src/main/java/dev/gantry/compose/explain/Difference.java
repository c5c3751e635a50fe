package dev.gantry.compose.explain;

import dev.gantry.diag.Location;
import java.util.List;

/**
 * A value that two hosts do not have in common.
 *
 * @param why what is told apart; empty when that cannot be seen
 */
public record Difference(String path, Explanation one, Explanation other, List<Reason> why) {

    public Difference {
        why = List.copyOf(why);
    }

    /** What makes the hosts different. */
    public sealed interface Reason {

        /** A variable is not the same. */
        record OfVariable(Variable one, Variable other) implements Reason {}

        /**
         * A Compose file is loaded for one of them only.
         *
         * @param first whether for the first
         * @param at where the fleet names it
         */
        record OfFile(String file, boolean first, Location at) implements Reason {}

        /**
         * One of them does not have it.
         *
         * @param first whether the first
         */
        record OfRemoval(boolean first, Step.Dropped step) implements Reason {}
    }
}
