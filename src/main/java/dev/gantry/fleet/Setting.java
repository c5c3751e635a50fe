package dev.gantry.fleet;

import dev.gantry.compose.Notes;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a deployment's files were loaded with, and what they said besides: for checks.
 *
 * @param labels of the host, as conditions see them; facts only where they were asked for
 * @param factsKnown whether the host has told the facts that conditions ask for; what depends on
 *     those that it has not told is taken not to apply
 */
public record Setting(
        SequencedMap<String, String> labels,
        boolean factsKnown,
        Environment environment,
        Notes notes) {
    public static final Setting NONE =
            new Setting(
                    new LinkedHashMap<>(),
                    true,
                    new Environment(new LinkedHashMap<>()),
                    Notes.NONE);
}
