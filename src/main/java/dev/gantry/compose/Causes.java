package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a phase added or changed a value, where its place tells. */
final class Causes {
    private static final Rules<String> ADDED = added();
    private static final Rules<String> CHANGED = changed();

    /**
     * A reason.
     *
     * @param at what it follows from
     */
    record Cause(String words, Location at) {}

    private Causes() {}

    static Cause added(Recording group, int moment, Spot spot) {
        Phase phase = group.moments().get(moment).phase();
        if (phase == Phase.ENV_FILES) {
            return fromFile(group, moment, spot);
        }
        return new Cause(rule(ADDED, spot.path()), spot.location());
    }

    /** The line of an env file or label file, and who asked for that file. */
    private static Cause fromFile(Recording group, int moment, Spot spot) {
        MapNode service =
                Values.map(Values.map(group.model(moment - 1), "services"), spot.path().get(1));
        boolean labels = spot.path().contains("labels");
        for (Node file : Values.items(service.get(labels ? "label_file" : "env_file"))) {
            String path =
                    file instanceof MapNode map ? Values.text(map, "path") : Values.text(file);
            if (path.equals(spot.location().source())) {
                return new Cause(
                        labels ? "label_file names the file" : "env_file names the file",
                        file.location());
            }
        }
        return new Cause("", spot.location());
    }

    static String changed(Phase phase, Spot spot) {
        return switch (phase) {
            case NORMALIZE -> rule(CHANGED, spot.path());
            case CONSISTENCY -> "scale says so";
            case READ,
                    INTERPOLATE,
                    EXTENDS,
                    INCLUDE,
                    MERGE,
                    VALIDATE,
                    CANONICAL_FORM,
                    DEFAULTS,
                    CHECKS_OF_VALUES,
                    RELATIVE_PATHS,
                    TYPES,
                    PROFILES,
                    ENV_FILES,
                    SELECTION,
                    BIND ->
                    "";
        };
    }

    private static String rule(Rules<String> rules, List<String> path) {
        Rules<String> below = rules;
        for (String step : path) {
            below = below.below(step);
        }
        return below.rule().orElse("");
    }

    private static Rules<String> added() {
        Map<String, String> table = new LinkedHashMap<>();
        String service = "services.*.";
        table.put("name", "the project has this name");
        table.put(service + "networks.default", "the service names no network");
        table.put("networks.default.name", "it has no name of its own");
        for (String section : List.of("networks", "volumes", "configs", "secrets")) {
            table.put(section + ".*.name", "it has no name of its own");
        }
        String implied = "links, volumes_from or a shared namespace imply it";
        for (String field : List.of("condition", "required", "restart")) {
            table.put(service + "depends_on.*." + field, implied);
        }
        table.put(service + "build.context", "the build says none");
        table.put(service + "build.dockerfile", "the build says none");
        table.put(service + "ports.*.protocol", "the port says none");
        table.put(service + "ports.*.mode", "the port says none");
        table.put(service + "secrets.*.target", "the secret says none");
        table.put(service + "gpus.*.count", "the request has neither count nor ids");
        table.put(
                service + "deploy.resources.reservations.devices.*.count",
                "the request has neither count nor ids");
        table.put(service + "deploy.replicas", "scale says so");
        return Rules.of(table);
    }

    private static Rules<String> changed() {
        return Rules.of(Map.of("services.*.pull_policy", "it is its newer name"));
    }
}
