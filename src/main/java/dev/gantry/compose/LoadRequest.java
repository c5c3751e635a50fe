package dev.gantry.compose;

import dev.gantry.diag.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to load, as {@code docker compose} is told it.
 *
 * @param directory where the search for files starts and relative arguments count from; absolute
 * @param files {@code -f}, in order; empty: {@code COMPOSE_FILE}, else the default names in the
 *     directory and its parents
 * @param projectDirectory {@code --project-directory}; empty for the first file's directory
 * @param projectName {@code -p}; empty for {@code COMPOSE_PROJECT_NAME}, what the files say, or the
 *     directory's
 * @param profiles {@code --profile}; {@code *} switches all on
 * @param envFiles {@code --env-file}; empty for {@code .env} in the project directory where it
 *     exists
 * @param environment the variables of the caller; these win over the env files
 * @param services only these and what they depend on; empty for all
 * @param options what to leave out
 * @param named where {@code files} are named
 * @param input what the file {@code -} is
 */
public record LoadRequest(
        Path directory,
        List<String> files,
        String projectDirectory,
        String projectName,
        Set<String> profiles,
        List<String> envFiles,
        Map<String, String> environment,
        List<String> services,
        LoadOptions options,
        Location named,
        StandardInput input) {

    /** With everything that a command other than {@code config} wants. */
    public LoadRequest(
            Path directory,
            List<String> files,
            String projectDirectory,
            String projectName,
            Set<String> profiles,
            List<String> envFiles,
            Map<String, String> environment,
            List<String> services) {
        this(
                directory,
                files,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                services,
                LoadOptions.DEFAULT,
                ProjectInput.ARGUMENTS,
                StandardInput.none());
    }

    /** Everything by default, in {@code directory}. */
    public static LoadRequest in(Path directory, Map<String, String> environment) {
        return new LoadRequest(
                directory, List.of(), "", "", Set.of(), List.of(), environment, List.of());
    }

    /** The same, narrowed to these services and what they need. */
    public LoadRequest withServices(List<String> names) {
        return new LoadRequest(
                directory,
                files,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                names,
                options,
                named,
                input);
    }

    /** The same with other options. */
    public LoadRequest with(LoadOptions other) {
        return new LoadRequest(
                directory,
                files,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                services,
                other,
                named,
                input);
    }

    /** The same files, named in another place than the arguments. */
    public LoadRequest namedAt(Location place) {
        return new LoadRequest(
                directory,
                files,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                services,
                options,
                place,
                input);
    }

    /** The same files, with something to read where {@code -} is among them. */
    public LoadRequest reading(StandardInput stream) {
        return new LoadRequest(
                directory,
                files,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                services,
                options,
                named,
                stream);
    }

    /** Whether that names a file by its path, and is neither {@code -} nor an address. */
    public static boolean isPath(String file) {
        return !file.equals(StandardInput.NAME) && !Addresses.is(file);
    }
}
