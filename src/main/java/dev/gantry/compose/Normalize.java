package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Phase "normalize": says out loud what the files imply: the default network, dependencies that
 * follow from links and shared namespaces, the names of networks, volumes, configs and secrets.
 */
final class Normalize {
    private final String project;
    private final Map<String, String> variables;

    private Normalize(String project, Map<String, String> variables) {
        this.project = project;
        this.variables = variables;
    }

    static MapNode apply(MapNode model, String project, Map<String, String> variables) {
        Normalize normalize = new Normalize(project, variables);
        MapNode named = model.with("name", Values.string(project, model));
        return normalize.names(normalize.services(defaultNetwork(named)));
    }

    private static MapNode defaultNetwork(MapNode model) {
        MapNode services = Values.map(model, "services");
        MapNode.Builder attached = services.toBuilder();
        boolean used = false;
        for (var entry : services.entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service && joinsNetworks(service)) {
                boolean implied =
                        !(service.get("networks") instanceof MapNode own) || own.isEmpty();
                used |= implied || Values.map(service, "networks").has("default");
                if (implied) {
                    Node nothing = ScalarNode.nil(service.location());
                    Node only = MapNode.builder(service.location()).put("default", nothing).build();
                    attached.put(entry.getKey(), service.with("networks", only));
                }
            }
        }
        MapNode networks = Values.map(model, "networks");
        MapNode result = services.isEmpty() ? model : model.with("services", attached.build());
        return used && !networks.has("default")
                ? result.with(
                        "networks",
                        networks.with("default", ScalarNode.nil(model.keyLocation("services"))))
                : result;
    }

    private static boolean joinsNetworks(MapNode service) {
        return !service.has("provider") && !service.has("network_mode");
    }

    private MapNode services(MapNode model) {
        MapNode services = Values.map(model, "services");
        MapNode.Builder result = services.toBuilder();
        for (var entry : services.entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service) {
                result.put(entry.getKey(), service(service));
            }
        }
        return services.isEmpty() ? model : model.with("services", result.build());
    }

    private MapNode service(MapNode service) {
        MapNode.Builder result = service.toBuilder();
        if (Values.text(service, "pull_policy").equals("if_not_present")) {
            result.put("pull_policy", Values.string("missing", service));
        }
        if (service.get("build") instanceof MapNode build) {
            result.put("build", build(build));
        }
        service.find("environment")
                .ifPresent(node -> result.put("environment", variables(node, true)));
        if (service.get("volumes") instanceof ListNode mounts) {
            result.put("volumes", cleanTargets(mounts));
        }
        MapNode dependencies = dependencies(service);
        if (!dependencies.isEmpty()) {
            result.put("depends_on", dependencies);
        }
        return result.build();
    }

    private MapNode build(MapNode build) {
        MapNode.Builder result = build.toBuilder();
        if (Values.isNull(build.get("context"))) {
            result.put("context", Values.string(".", build));
        }
        if (Values.isNull(build.get("dockerfile"))
                && Values.isNull(build.get("dockerfile_inline"))) {
            result.put("dockerfile", Values.string("Dockerfile", build));
        }
        build.find("args").ifPresent(args -> result.put("args", variables(args, false)));
        return result.build();
    }

    /** Names without a value take the one that they have outside. */
    private Node variables(Node node, boolean keepUnset) {
        return switch (node) {
            case MapNode map -> variables(map, keepUnset);
            case ListNode list -> variables(list, keepUnset);
            case ScalarNode scalar -> scalar;
        };
    }

    private Node variables(ListNode list, boolean keepUnset) {
        List<Node> items = new ArrayList<>();
        for (Node item : list.items()) {
            String name = Values.text(item);
            String value = name.indexOf('=') < 0 ? variables.get(name) : null;
            if (value != null) {
                items.add(Values.string(name + "=" + value, item));
            } else if (keepUnset || name.indexOf('=') >= 0) {
                items.add(item);
            }
        }
        return new ListNode(items, list.location(), list.tag());
    }

    private Node variables(MapNode map, boolean keepUnset) {
        MapNode.Builder result = map.toBuilder();
        for (var entry : map.entries().entrySet()) {
            if (Values.isNull(entry.getValue().value())) {
                String value = variables.get(entry.getKey());
                if (value != null) {
                    result.put(entry.getKey(), Values.string(value, entry.getValue().value()));
                } else if (!keepUnset) {
                    result.remove(entry.getKey());
                }
            }
        }
        return result.build();
    }

    private static Node cleanTargets(ListNode mounts) {
        List<Node> cleaned =
                mounts.items().stream()
                        .map(mount ->
                                mount instanceof MapNode map
                                                && map.get("target") instanceof ScalarNode target
                                        ? map.with(
                                                "target",
                                                Values.string(
                                                        PathText.clean(target.text()), target))
                                        : mount)
                        .toList();
        return new ListNode(cleaned, mounts.location(), mounts.tag());
    }

    private static MapNode dependencies(MapNode service) {
        MapNode.Builder result = Values.map(service, "depends_on").toBuilder();
        for (Node link : Values.items(service.get("links"))) {
            String[] parts = Values.text(link).split(":", -1);
            depend(result, parts.length == 2 ? parts[0] : Values.text(link), true, link);
        }
        for (String namespace : List.of("network_mode", "ipc", "pid", "uts", "cgroup")) {
            String shared = Values.text(service, namespace);
            if (shared.startsWith("service:")) {
                depend(result, shared.substring("service:".length()), true, service);
            }
        }
        for (Node from : Values.items(service.get("volumes_from"))) {
            String text = Values.text(from);
            if (!text.startsWith("container:")) {
                depend(result, text.split(":", -1)[0], false, from);
            }
        }
        return result.build();
    }

    private static void depend(
            MapNode.Builder dependencies, String name, boolean restart, Node at) {
        if (!dependencies.has(name)) {
            MapNode.Builder dependency = Shorthand.dependency("service_started", at.location());
            dependency.put("restart", ScalarNode.bool(restart, at.location()));
            dependencies.put(name, dependency.build());
        }
    }

    private MapNode names(MapNode model) {
        MapNode.Builder result = model.toBuilder();
        for (String section : List.of("networks", "volumes", "configs", "secrets")) {
            if (model.get(section) instanceof MapNode map) {
                MapNode.Builder named = map.toBuilder();
                map.entries().forEach((key, entry) -> named.put(key, named(key, entry.value())));
                result.put(section, named.build());
            }
        }
        return result.build();
    }

    private Node named(String key, Node node) {
        MapNode map = node instanceof MapNode known ? known : MapNode.empty(node.location());
        if (!Values.isNull(map.get("name"))) {
            return map;
        }
        boolean external = Values.isTrue(map.get("external"));
        return map.with("name", Values.string(external ? key : project + "_" + key, map));
    }
}
