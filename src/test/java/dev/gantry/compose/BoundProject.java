package dev.gantry.compose;

import dev.gantry.compose.model.Project;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project from its canonical JSON, as {@code docker compose config} prints it. */
public final class BoundProject {
    private BoundProject() {}

    public static Project of(String canonicalJson) {
        return of(canonicalJson, Path.of("/srv/shop"), Map.of());
    }

    public static Project of(
            String canonicalJson, Path directory, Map<String, String> environment) {
        MapNode canonical = (MapNode) JsonReader.read("canonical", canonicalJson);
        return new ProjectBinder(
                        directory,
                        List.of(directory.resolve("compose.yaml")),
                        List.of(),
                        environment)
                .bind(canonical, Set.of());
    }
}
