package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * Phase "env files": variables from a service's {@code env_file} and labels from its {@code
 * label_file} join those in the file itself, which win.
 */
final class ServiceFiles {
    private final String here;
    private final Map<String, String> variables;
    private final Budget budget;
    private final Problems problems;

    /**
     * @param here where relative paths start, if there are any left
     */
    ServiceFiles(String here, Map<String, String> variables, Budget budget, Problems problems) {
        this.here = here;
        this.variables = variables;
        this.budget = budget;
        this.problems = problems;
    }

    /** With the variables of every service's env files. */
    MapNode environment(MapNode model) {
        return eachService(model, this::serviceEnvironment);
    }

    /** With the labels of every service's label files. */
    MapNode labels(MapNode model) {
        return eachService(model, this::serviceLabels);
    }

    /** What is printed: label files were read, and are named only in what {@code up} hashes. */
    static MapNode withoutLabelFiles(MapNode model) {
        return eachService(model, service -> service.without("label_file"));
    }

    /** Env files that were not read are printed by name alone where that says it all. */
    static MapNode shortEnvFiles(MapNode model) {
        return eachService(model, ServiceFiles::withShortEnvFiles);
    }

    private static MapNode withShortEnvFiles(MapNode service) {
        if (!(service.get("env_file") instanceof ListNode list)) {
            return service;
        }
        List<Node> files = list.items().stream().map(ServiceFiles::shortEnvFile).toList();
        return service.with("env_file", ListNode.of(files, list.location()));
    }

    private static Node shortEnvFile(Node file) {
        return file instanceof MapNode map && !Values.text(map, "required").equals("false")
                ? Values.string(Values.text(map, "path"), map)
                : file;
    }

    private static MapNode eachService(MapNode model, UnaryOperator<MapNode> change) {
        MapNode services = Values.map(model, "services");
        MapNode.Builder result = services.toBuilder();
        services.entries()
                .forEach((name, entry) -> {
                    if (entry.value() instanceof MapNode service) {
                        result.put(name, change.apply(service));
                    }
                });
        return services.isEmpty() ? model : model.with("services", result.build());
    }

    private MapNode serviceEnvironment(MapNode service) {
        SequencedMap<String, ScalarNode> read = new LinkedHashMap<>();
        List<Node> files = Values.items(service.get("env_file"));
        Map<String, String> outside =
                files.isEmpty() ? Map.of() : seenByEnvFiles(Values.map(service, "environment"));
        for (Node file : files) {
            if (file instanceof MapNode map) {
                budget.file(map.location());
                read.putAll(envFile(map, read, outside));
            }
        }
        budget.made(read, service.keyLocation("env_file"));
        MapNode own = Values.map(service, "environment");
        MapNode.Builder all = MapNode.builder(own.location());
        read.forEach(all::put);
        own.entries()
                .forEach((name, entry) -> all.put(name, entry.key(), outside(name, entry.value())));
        MapNode environment = Sorting.byName(all.build());
        MapNode rest = service.without("env_file");
        return environment.isEmpty() ? rest : Reordering.put(rest, "environment", environment);
    }

    /** The caller's variables, then what the service itself says. */
    private Map<String, String> seenByEnvFiles(MapNode own) {
        Map<String, String> seen = new HashMap<>();
        own.entries()
                .forEach((name, entry) -> {
                    if (!Values.isNull(entry.value())) {
                        seen.put(name, Values.text(entry.value()));
                    }
                });
        seen.putAll(variables);
        return seen;
    }

    private Node outside(String name, Node value) {
        String found = Values.isNull(value) ? variables.get(name) : null;
        return found == null ? value : Values.string(found, value);
    }

    private SequencedMap<String, ScalarNode> envFile(
            MapNode file, SequencedMap<String, ScalarNode> before, Map<String, String> outside) {
        String path = PathText.resolve(here, Values.text(file, "path"));
        Location at = file.location();
        boolean required = !Values.text(file, "required").equals("false");
        if (!required && !Files.exists(PathText.file(path))) {
            return new LinkedHashMap<>();
        }
        String text = text(path, "env file", at);
        String format = Values.text(file, "format");
        if (!format.isEmpty() && !format.equals("raw")) {
            problems.error(at, "unsupported env_file format \"" + format + "\"", "allowed: raw");
        }
        DotEnv.Source source = new DotEnv.Source(path, at);
        return format.equals("raw")
                ? RawEnv.parse(text, source, outside, problems)
                : DotEnv.parse(text, source, EnvFiles.texts(before), outside, problems);
    }

    private String text(String path, String what, Location at) {
        return new EnvFileText(path, at)
                .read(
                        PathText.file(path),
                        what + " " + path + " not found",
                        "create it, or say required: false",
                        problems);
    }

    private MapNode serviceLabels(MapNode service) {
        SequencedMap<String, ScalarNode> read = new LinkedHashMap<>();
        for (Node file : Values.items(service.get("label_file"))) {
            String path = PathText.resolve(here, Values.text(file));
            budget.file(file.location());
            String text = text(path, "label file", file.location());
            DotEnv.Source source = new DotEnv.Source(path, file.location());
            read.putAll(DotEnv.parse(text, source, EnvFiles.texts(read), problems));
        }
        if (read.isEmpty()) {
            return service;
        }
        budget.made(read, service.keyLocation("label_file"));
        MapNode own = Values.map(service, "labels");
        MapNode.Builder all = MapNode.builder(own.location());
        read.forEach(all::put);
        own.entries().forEach((name, entry) -> all.put(name, entry.key(), entry.value()));
        return Reordering.put(service, "labels", Sorting.byName(all.build()));
    }
}
