package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.Node;
import java.util.List;
import java.util.Map;

/**
 * Told what every phase made, while files are loaded, for those who want to know afterwards. The
 * phases themselves know nothing of it.
 */
interface Trace {
    /** Nobody wants to know. */
    Trace NONE = new Trace() {};

    /**
     * What variables of this group of files stand for.
     *
     * @param places where they are written, as far as that is in a file
     */
    default void variables(Map<String, String> values, Map<String, Location> places) {}

    /** Which profiles are on. */
    default void profiles(List<String> on) {}

    /** What the document, or the model, is after a phase. A document begins with being read. */
    default void after(Phase phase, Node document) {}

    /**
     * Other files are loaded on the way, by themselves.
     *
     * @param by {@code extends} or {@code include}
     * @param files what is loaded; absolute
     * @param at where that is asked for
     */
    default Trace group(Phase by, List<String> files, Location at) {
        return this;
    }
}
