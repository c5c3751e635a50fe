package dev.gantry.fleet;

import dev.gantry.compose.DotEnv;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return DotEnv.parse(text, new DotEnv.Source(written, location), outside, problems);
        } catch (IOException _) {
            problems.error(
                    location,
                    "couldn't find env file: " + path,
                    "create it, or take it out of the list");
            return new LinkedHashMap<>();
        }
    }
}
