package dev.gantry.compose;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The last phase: from the canonical tree, which validation has typed, to records. Cannot fail on
 * what validation let through.
 *
 * @param environment the values that configs and secrets with {@code environment:} take
 */
record ProjectBinder(
        Path directory, List<Path> files, List<Path> envFiles, Map<String, String> environment) {

    /**
     * @param disabledServices those that profiles switch off
     */
    Project bind(MapNode canonical, Set<String> disabledServices) {
        String name = Fields.of(canonical).text("name");
        return new Project(
                name,
                directory,
                files,
                envFiles,
                services(canonical, name),
                each(canonical, "networks", ProjectBinder::network),
                each(canonical, "volumes", ProjectBinder::volume),
                each(canonical, "configs", this::file),
                each(canonical, "secrets", this::file),
                disabledServices,
                canonical);
    }

    private static SequencedMap<String, Service> services(MapNode canonical, String project) {
        return each(
                canonical,
                "services",
                (name, node) -> new ServiceBinder(name, project, node).bind());
    }

    private static Network network(String key, Fields fields) {
        MapNode node = fields.node();
        return new Network(key, nameOf(key, fields), fields.flag("external"), node);
    }

    private static Volume volume(String key, Fields fields) {
        MapNode node = fields.node();
        return new Volume(key, nameOf(key, fields), fields.flag("external"), node);
    }

    private ProjectFile file(String key, Fields fields) {
        return new ProjectFile(key, nameOf(key, fields), fields.flag("external"), source(fields));
    }

    private ProjectFile.Source source(Fields fields) {
        if (fields.has("file")) {
            return new ProjectFile.FromFile(PathText.file(fields.text("file")));
        }
        if (fields.has("content")) {
            return new ProjectFile.FromContent(fields.text("content"));
        }
        if (fields.has("environment")) {
            String variable = fields.text("environment");
            return new ProjectFile.FromEnvironment(
                    variable, environment.getOrDefault(variable, ""));
        }
        return new ProjectFile.None();
    }

    private static String nameOf(String key, Fields fields) {
        return fields.has("name") ? fields.text("name") : key;
    }

    private static <T> SequencedMap<String, T> each(
            MapNode canonical, String section, BiFunction<String, Fields, T> bind) {
        SequencedMap<String, T> bound = new LinkedHashMap<>();
        if (canonical.get(section) instanceof MapNode entries) {
            for (Map.Entry<String, MapNode.Entry> entry : entries.entries().entrySet()) {
                Node node = entry.getValue().value();
                MapNode map = node instanceof MapNode some ? some : MapNode.empty(node.location());
                bound.put(entry.getKey(), bind.apply(entry.getKey(), Fields.of(map)));
            }
        }
        return bound;
    }
}
