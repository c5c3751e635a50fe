package dev.gantry.compose.explain;

import dev.gantry.diag.Location;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
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

    /** Of a value that there never was. */
    public static Explanation absent(String path) {
        Location nowhere = Location.of("");
        return new Explanation(path, ScalarNode.nil(nowhere), nowhere, List.of());
    }

    /** Whether the value is part of the project. */
    public boolean isThere() {
        return !steps.isEmpty() && !(steps.getLast() instanceof Step.Dropped);
    }
}
