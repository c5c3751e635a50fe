package dev.gantry.fleet;

import dev.gantry.diag.Problems;
import java.util.SequencedMap;

/** Where a stack's secrets come from. */
@FunctionalInterface
public interface SecretSource {

    /** The stack's secrets: name to value. What cannot be had is a problem. */
    SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems);
}
