package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phase "canonical form": every short syntax becomes its long one. */
final class Canonical {
    static final Rules<Rule> RULES = rules();

    private enum Rule {
        BUILD,
        GRANT,
        TEXT,
        PAIRS,
        DEPENDS_ON,
        ENV_FILES,
        TEXTS,
        EXTENDS,
        GPUS,
        NAMED,
        MOUNT,
        DEVICE,
        PORTS,
        SSH,
        EXTERNAL,
        INCLUDE
    }

    private final Problems problems;
    private final Budget budget;
    private final boolean lenient;

    private Canonical(Problems problems, Budget budget, boolean lenient) {
        this.problems = problems;
        this.budget = budget;
        this.lenient = lenient;
    }

    /**
     * @param lenient leave alone what cannot be parsed: without interpolation, ports and mounts may
     *     hold variables
     */
    static MapNode apply(MapNode document, boolean lenient, Budget budget, Problems problems) {
        Canonical canonical = new Canonical(problems, budget, lenient);
        return (MapNode) canonical.value(document, NodePath.root(), RULES);
    }

    private Node value(Node node, NodePath path, Rules<Rule> rules) {
        if (rules.isEmpty() || Faulty.is(node)) {
            return node;
        }
        Node longForm = rules.rule().map(rule -> byRule(rule, node, path)).orElse(node);
        return switch (longForm) {
            case MapNode map -> map(map, path, rules);
            case ListNode list -> list(list, path, rules);
            case ScalarNode scalar -> scalar;
        };
    }

    private Node map(MapNode map, NodePath path, Rules<Rule> rules) {
        MapNode.Builder result = map.toBuilder();
        map.entries()
                .forEach((key, entry) ->
                        result.put(key, value(entry.value(), path.child(key), rules.below(key))));
        return result.build();
    }

    private Node list(ListNode list, NodePath path, Rules<Rule> rules) {
        Rules<Rule> below = rules.items();
        if (below.isEmpty()) {
            return list;
        }
        List<Node> items = new ArrayList<>();
        for (Node item : list.items()) {
            items.add(value(item, path.item(items.size()), below));
        }
        return list.with(items);
    }

    private Node byRule(Rule rule, Node node, NodePath path) {
        return switch (rule) {
            case BUILD -> Shorthand.build(node);
            case GRANT -> wrapped(node, "source");
            case TEXT ->
                    node instanceof ScalarNode s && !s.isNull() ? Values.string(s.text(), s) : node;
            case PAIRS -> Shorthand.mapping(node, "=");
            case DEPENDS_ON -> dependsOn(Shorthand.dependsOn(node));
            case ENV_FILES -> envFiles(node);
            case TEXTS -> listOf(node);
            case EXTENDS -> wrapped(node, "service");
            case GPUS -> gpus(node);
            case NAMED -> Shorthand.named(node);
            case MOUNT -> mount(node, path);
            case DEVICE -> device(node, path);
            case PORTS -> ports(node, path);
            case SSH -> Shorthand.mapping(node, "=");
            case EXTERNAL -> external(node, path);
            case INCLUDE -> wrapped(node, "path");
        };
    }

    private static Node wrapped(Node node, String key) {
        return node instanceof ScalarNode scalar && !scalar.isNull()
                ? MapNode.builder(node.location()).put(key, scalar).build()
                : node;
    }

    private static Node listOf(Node node) {
        return node instanceof ScalarNode scalar && !scalar.isNull()
                ? ListNode.of(List.of(scalar), node.location())
                : node;
    }

    private static Node dependsOn(Node node) {
        if (!(node instanceof MapNode map)) {
            return node;
        }
        MapNode.Builder all = map.toBuilder();
        map.entries()
                .forEach((name, entry) -> {
                    if (entry.value() instanceof MapNode one && !one.has("required")) {
                        Node required = ScalarNode.bool(true, one.location());
                        all.put(name, one.with("required", required));
                    }
                });
        return all.build();
    }

    private static Node envFiles(Node node) {
        List<Node> files = new ArrayList<>();
        for (Node item : Values.items(listOf(node))) {
            Node file = wrapped(item, "path");
            Node required = ScalarNode.bool(true, item.location());
            files.add(
                    file instanceof MapNode map && !map.has("required")
                            ? map.with("required", required)
                            : file);
        }
        return Values.isNull(node) ? node : ListNode.of(files, node.location());
    }

    private static Node gpus(Node node) {
        return node instanceof ScalarNode scalar && !scalar.isNull()
                ? ListNode.of(
                        List.of(MapNode.builder(node.location()).put("count", scalar).build()),
                        node.location())
                : node;
    }

    private Node mount(Node node, NodePath path) {
        if (!(node instanceof ScalarNode scalar)) {
            return node;
        }
        try {
            return VolumeSpec.parse(scalar.text(), scalar.location());
        } catch (IllegalArgumentException e) {
            problems.error(
                    scalar.location(), path + ": " + e.getMessage(), "write SOURCE:TARGET[:ro]");
            return Faulty.instead(scalar);
        }
    }

    private Node device(Node node, NodePath path) {
        if (!(node instanceof ScalarNode scalar)) {
            return node;
        }
        String[] parts = scalar.text().split(":", -1);
        if (parts.length > 3) {
            problems.error(
                    node.location(),
                    path + ": confusing device mapping, please use long syntax: " + scalar.text());
            return Faulty.instead(node);
        }
        return MapNode.builder(node.location())
                .put("source", Values.string(parts[0], node))
                .put("target", Values.string(parts.length > 1 ? parts[1] : parts[0], node))
                .put("permissions", Values.string(parts.length > 2 ? parts[2] : "rwm", node))
                .build();
    }

    private Node ports(Node node, NodePath path) {
        List<Node> ports = new ArrayList<>();
        for (Node item : Values.items(node)) {
            if (!(item instanceof ScalarNode scalar) || Faulty.is(item)) {
                ports.add(item);
            } else if (scalar.kind() == ScalarNode.Kind.FLOAT) {
                problems.error(
                        item.location(),
                        path + ": " + scalar.text() + " is no port",
                        "put it in quotes");
                ports.add(Faulty.instead(item));
            } else if (scalar.kind() == ScalarNode.Kind.INTEGER) {
                ports.add(MapNode.builder(item.location()).put("target", scalar).build());
            } else {
                try {
                    List<MapNode> range = PortSpec.parse(Values.text(scalar), scalar.location());
                    budget.ports(range.size(), scalar.location());
                    ports.addAll(range);
                } catch (IllegalArgumentException e) {
                    Node same =
                            refused(
                                    scalar,
                                    path,
                                    e,
                                    "write [[HOST_IP:]PUBLISHED:]TARGET[/PROTOCOL]");
                    if (lenient) {
                        return node;
                    }
                    ports.add(same);
                }
            }
        }
        return Values.isNull(node) ? node : ListNode.of(ports, node.location());
    }

    private Node refused(
            ScalarNode scalar, NodePath path, IllegalArgumentException why, String hint) {
        if (lenient) {
            return scalar;
        }
        problems.error(scalar.location(), path + ": " + why.getMessage(), hint);
        return Faulty.instead(scalar);
    }

    /** {@code external: {name: x}}, the old way to name what is outside. */
    private Node external(Node node, NodePath path) {
        if (!(node instanceof MapNode map) || !(map.get("external") instanceof MapNode old)) {
            return node;
        }
        if (map.has("name")
                && old.has("name")
                && !Values.text(map, "name").equals(Values.text(old, "name"))) {
            problems.error(
                    old.location(), path + ": name and external.name conflict; only use name");
            return Faulty.instead(node);
        }
        MapNode.Builder result =
                map.toBuilder().put("external", ScalarNode.bool(true, old.location()));
        old.find("name").ifPresent(name -> result.put("name", name));
        problems.warning(
                old.location(),
                path + ": external.name is deprecated. Please set name and external: true",
                "");
        return result.build();
    }

    private static Rules<Rule> rules() {
        Map<String, Rule> table = new LinkedHashMap<>();
        String service = "services.*.";
        table.put(service + "build", Rule.BUILD);
        table.put(service + "build.secrets.*", Rule.GRANT);
        table.put(service + "build.provenance", Rule.TEXT);
        table.put(service + "build.sbom", Rule.TEXT);
        table.put(service + "build.additional_contexts", Rule.PAIRS);
        table.put(service + "build.ssh", Rule.SSH);
        table.put(service + "depends_on", Rule.DEPENDS_ON);
        table.put(service + "env_file", Rule.ENV_FILES);
        table.put(service + "label_file", Rule.TEXTS);
        table.put(service + "extends", Rule.EXTENDS);
        table.put(service + "gpus", Rule.GPUS);
        table.put(service + "networks", Rule.NAMED);
        table.put(service + "models", Rule.NAMED);
        table.put(service + "volumes.*", Rule.MOUNT);
        table.put(service + "dns", Rule.TEXTS);
        table.put(service + "devices.*", Rule.DEVICE);
        table.put(service + "secrets.*", Rule.GRANT);
        table.put(service + "configs.*", Rule.GRANT);
        table.put(service + "ports", Rule.PORTS);
        table.put("volumes.*", Rule.EXTERNAL);
        table.put("networks.*", Rule.EXTERNAL);
        table.put("secrets.*", Rule.EXTERNAL);
        table.put("configs.*", Rule.EXTERNAL);
        table.put("include.*", Rule.INCLUDE);
        return Rules.of(table);
    }
}
