package dev.gantry.fleet;

import dev.gantry.diag.Problems;
import java.util.Collection;
import java.util.SequencedMap;

/** Where a stack's secrets come from. */
@FunctionalInterface
public interface SecretSource {

    /**
     * These stacks will be asked about: what is slow to ask can be asked for all of them at once.
     */
    default void expect(Collection<Stack> stacks) {}

    /** The stack's secrets: name to value. What cannot be had is a problem. */
    SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems);
}
