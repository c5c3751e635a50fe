package dev.gantry.compose;

import dev.gantry.compose.model.Project;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Projects from canonical trees, for the tests of the rooms that start where loading ends. */
public final class CanonicalProjects {
    private CanonicalProjects() {}

    public static Project bind(Path directory, MapNode canonical, Set<String> disabledServices) {
        return bind(directory, canonical, disabledServices, Map.of());
    }

    /**
     * A project from its canonical tree.
     *
     * @param environment what configs and secrets with {@code environment:} take their values from
     */
    public static Project bind(
            Path directory,
            MapNode canonical,
            Set<String> disabledServices,
            Map<String, String> environment) {
        List<Path> files = List.of(directory.resolve("compose.yaml"));
        return new ProjectBinder(directory, files, List.of(), environment)
                .bind(canonical, disabledServices);
    }
}
