package dev.gantry.compose.explain;

import dev.gantry.diag.Location;
import dev.gantry.doc.Node;
import java.util.List;

/**
 * Where one value comes from.
 *
 * @param value the last one that there was
 * @param place where that is written, or what it follows from
 * @param steps in order
 */
public record Explanation(String path, Node value, Location place, List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }

    /** Whether the value is part of the project. */
    public boolean isThere() {
        return steps.isEmpty() || !(steps.getLast() instanceof Step.Dropped);
    }
}
