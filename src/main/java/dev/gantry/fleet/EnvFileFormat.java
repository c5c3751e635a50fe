package dev.gantry.fleet;

import dev.gantry.diag.Problems;
import java.util.Map;
import java.util.SequencedMap;

/** Reads {@code NAME=value} files as Docker Compose does. */
@FunctionalInterface
public interface EnvFileFormat {

    /**
     * @param source what messages call the text
     * @param outside variables that values may refer to; these win over the text's own
     */
    SequencedMap<String, String> parse(
            String text, String source, Map<String, String> outside, Problems problems);
}
