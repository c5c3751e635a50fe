package dev.gantry.compose.explain;

import dev.gantry.diag.Location;

/**
 * A variable that a template asked for.
 *
 * @param value what it stands for, or the default; empty for neither
 * @param place where the value is written
 */
public record Variable(String name, State state, String value, Location place) {

    /** Whether the variable is set. */
    public enum State {
        SET,
        /** Not set, and the template says what then. */
        DEFAULT,
        UNSET
    }
}
