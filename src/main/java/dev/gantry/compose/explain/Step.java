package dev.gantry.compose.explain;

import dev.gantry.diag.Location;
import dev.gantry.doc.Node;
import java.util.List;

/** One thing that happened to a value while it was loaded. */
public sealed interface Step {

    /** As {@code docs/loading.md} calls it. */
    String phase();

    /**
     * A file says it.
     *
     * @param note what is odd about the spelling; may be empty
     */
    record Wrote(String phase, Node value, Location at, String note) implements Step {}

    /** Variables were filled in. */
    record Filled(String phase, Node from, Node value, List<Variable> variables) implements Step {}

    /**
     * It came from another service or another file.
     *
     * @param service the one that is extended; empty for an include
     * @param files empty for a service of the same file
     * @param at where that is asked for
     */
    record Brought(String phase, String service, List<String> files, Location at) implements Step {}

    /**
     * It took the place of what was said before.
     *
     * @param at where the new value stands
     * @param earlier the old value; it knows its place
     * @param tag {@code !reset}, {@code !override} or empty
     */
    record Overrode(String phase, Location at, Node earlier, String tag) implements Step {}

    /** It joined what was said before, as lists and mappings do. */
    record Joined(String phase, Location at, Location earlier) implements Step {}

    /**
     * It got another form.
     *
     * @param cause may be empty
     */
    record Became(String phase, Node from, Node value, String cause) implements Step {}

    /**
     * Nobody wrote it.
     *
     * @param at what it follows from
     */
    record Added(String phase, Node value, String cause, Location at) implements Step {}

    /**
     * It is no longer there.
     *
     * @param at what asks for that
     */
    record Dropped(String phase, String cause, Location at) implements Step {}

    /** It is there, and that needed something. */
    record Noted(String phase, String words, Location at) implements Step {}
}
