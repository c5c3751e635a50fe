package dev.gantry.fleet;

import dev.gantry.compose.DotEnv;
import dev.gantry.compose.EnvFileText;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A file of {@code NAME=value} lines, read as Docker Compose reads it.
 *
 * @param written the path as the user wrote it
 * @param location where it is written
 */
public record VariableFile(Path path, String written, Location location) {

    /**
     * The variables, in order, each where it is written; none where the file cannot be read, which
     * is a problem.
     *
     * @param outside variables that values may refer to
     */
    public SequencedMap<String, ScalarNode> variables(
            Map<String, String> outside, Problems problems) {
        String text =
                new EnvFileText(written, location)
                        .read(
                                path,
                                "couldn't find env file: " + path,
                                "create it, or take it out of the list",
                                problems);
        return DotEnv.parse(text, new DotEnv.Source(written, location), outside, problems);
    }
}
