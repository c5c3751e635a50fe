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
        return new ProjectBinder(
                        directory, List.of(directory.resolve("compose.yaml")), List.of(), Map.of())
                .bind(canonical, disabledServices);
    }
}
