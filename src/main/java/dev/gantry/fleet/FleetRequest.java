package dev.gantry.fleet;

import dev.gantry.compose.StandardInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which fleet, as the command line says it; the options are Docker Compose's.
 *
 * @param directory where the search starts; absolute
 * @param files {@code -f}: with these, no fleet file is looked for
 * @param projectDirectory {@code --project-directory}, or empty
 * @param projectName {@code -p}, or empty
 * @param profiles {@code --profile}: on in every stack
 * @param envFiles {@code --env-file}: in place of the {@code .env} beside the Compose files
 * @param input what the file {@code -} is
 */
public record FleetRequest(
        Path directory,
        List<String> files,
        String projectDirectory,
        String projectName,
        Set<String> profiles,
        List<String> envFiles,
        StandardInput input) {

    /** Nothing but a directory. */
    public static FleetRequest in(Path directory) {
        return new FleetRequest(
                directory, List.of(), "", "", Set.of(), List.of(), StandardInput.none());
    }
}
