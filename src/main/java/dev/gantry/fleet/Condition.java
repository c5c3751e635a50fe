package dev.gantry.fleet;

import java.util.List;
import java.util.SequencedMap;

/**
 * When something applies to a host. Empty: always.
 *
 * @param labels label to the values any of which will do
 * @param set variables that must have a non-empty value
 */
public record Condition(SequencedMap<String, List<String>> labels, List<String> set) {}
