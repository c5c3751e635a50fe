package dev.gantry.doc;

import dev.gantry.diag.Location;

/** A YAML or JSON value that knows where it was written. Immutable. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {

    /** The first character of the value. */
    Location location();

    /** The explicit YAML tag as written ({@code !reset}, {@code !override}), or an empty text. */
    String tag();

    /**
     * What a message calls this value: {@code a mapping}, {@code a list}, {@code a string} and so
     * on.
     */
    String kindInWords();
}
