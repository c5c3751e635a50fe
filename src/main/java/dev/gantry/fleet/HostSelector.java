package dev.gantry.fleet;

import java.util.List;
import java.util.SequencedMap;

/** Which hosts a stack runs on. */
public sealed interface HostSelector {

    /** The only host that there is. */
    record Only() implements HostSelector {}

    record Named(List<String> hosts) implements HostSelector {}

    /** Every host that has all of these labels; any of the values will do. */
    record Labelled(SequencedMap<String, List<String>> labels) implements HostSelector {}
}
