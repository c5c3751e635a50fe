package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Phase "merge": lays a later file over an earlier one, and a service over the one it extends.
 * Mappings are united, lists appended, scalars replaced; {@link #RULES} names the exceptions.
 */
final class Merge {
    static final Rules<Rule> RULES = rules();

    /** Each of one file is compared with each of the other. */
    private static final int MOST_POOLS = 100_000;

    private enum Rule {
        /** The later value stands alone. */
        REPLACE,
        /**
         * Both become lists ({@code KEY=VALUE}) and are appended; {@link Unique} settles the rest.
         */
        APPEND,
        /** Appended without repeating. */
        APPEND_NEW,
        BUILD,
        DEPENDS_ON,
        NAMED,
        LOGGING,
        ULIMIT,
        IPAM_CONFIG
    }

    private final Problems problems;

    private Merge(Problems problems) {
        this.problems = problems;
    }

    /** {@code later} over {@code earlier}, both whole documents. */
    static MapNode documents(MapNode earlier, MapNode later, Problems problems) {
        return new Merge(problems).mappings(earlier, later, NodePath.root(), RULES);
    }

    /** The service {@code later} over the service {@code base}. */
    static MapNode services(MapNode base, MapNode later, String name, Problems problems) {
        NodePath path = NodePath.root().child("services").child(name);
        return new Merge(problems).mappings(base, later, path, RULES.below("services").below(name));
    }

    private MapNode mappings(MapNode earlier, MapNode later, NodePath path, Rules<Rule> rules) {
        MapNode.Builder merged = earlier.toBuilder();
        for (var entry : later.entries().entrySet()) {
            String key = entry.getKey();
            Node value = entry.getValue().value();
            Node old = earlier.get(key);
            Node result =
                    old == null ? value : values(old, value, path.child(key), rules.below(key));
            merged.put(key, entry.getValue().key(), result);
        }
        return merged.build();
    }

    private Node values(Node earlier, Node later, NodePath path, Rules<Rule> rules) {
        Rule rule = rules.rule().orElse(null);
        if (rule != null) {
            return byRule(rule, earlier, later, path, rules);
        }
        if (Values.isNull(later)) {
            return earlier;
        }
        return switch (earlier) {
            case MapNode map when later instanceof MapNode other ->
                    mappings(map, other, path, rules);
            case ListNode list when later instanceof ListNode other ->
                    append(list.items(), other.items(), later);
            case ScalarNode _ -> later;
            case MapNode _, ListNode _ -> cannotOverride(earlier, later, path);
        };
    }

    private Node cannotOverride(Node earlier, Node later, NodePath path) {
        problems.error(
                later.location(),
                "cannot override "
                        + path
                        + ": "
                        + earlier.kindInWords()
                        + " with "
                        + later.kindInWords(),
                "it is " + earlier.kindInWords() + " at " + earlier.location());
        return earlier;
    }

    private Node byRule(Rule rule, Node earlier, Node later, NodePath path, Rules<Rule> rules) {
        return switch (rule) {
            case REPLACE -> later;
            case APPEND -> append(sequence(earlier), sequence(later), later);
            case APPEND_NEW -> appendNew(sequence(earlier), sequence(later), later);
            case BUILD -> both(Shorthand.build(earlier), Shorthand.build(later), path, rules);
            case DEPENDS_ON ->
                    both(Shorthand.dependsOn(earlier), Shorthand.dependsOn(later), path, rules);
            case NAMED -> both(Shorthand.named(earlier), Shorthand.named(later), path, rules);
            case LOGGING -> logging(earlier, later, path, rules);
            case ULIMIT ->
                    earlier instanceof MapNode && later instanceof MapNode
                            ? both(earlier, later, path, rules)
                            : later;
            case IPAM_CONFIG -> ipamConfig(earlier, later, path, rules);
        };
    }

    private Node both(Node earlier, Node later, NodePath path, Rules<Rule> rules) {
        if (Values.isNull(later)) {
            return earlier;
        }
        if (Values.isNull(earlier)) {
            return later;
        }
        return earlier instanceof MapNode map && later instanceof MapNode other
                ? mappings(map, other, path, rules)
                : cannotOverride(earlier, later, path);
    }

    /** Options belong to a driver: they are united only when the driver stays the same. */
    private Node logging(Node earlier, Node later, NodePath path, Rules<Rule> rules) {
        String before = earlier instanceof MapNode map ? Values.text(map, "driver") : "";
        String after = later instanceof MapNode map ? Values.text(map, "driver") : "";
        return before.isEmpty() || after.isEmpty() || before.equals(after)
                ? both(earlier, later, path, rules)
                : later;
    }

    /** Pools are matched by subnet. */
    private Node ipamConfig(Node earlier, Node later, NodePath path, Rules<Rule> rules) {
        if ((long) Values.items(earlier).size() * Values.items(later).size() > MOST_POOLS) {
            problems.error(later.location(), path + ": too many address pools to merge");
            return later;
        }
        Map<String, Node> pools = new LinkedHashMap<>();
        for (Node original : Values.items(earlier)) {
            for (Node override : Values.items(later)) {
                String subnet = subnet(override);
                if (subnet.equals(subnet(original))) {
                    pools.put(subnet, both(original, override, path, rules));
                } else if (!pools.containsKey(subnet)) {
                    pools.put(subnet, override);
                } else {
                    pools.put(subnet(original), both(original, override, path, rules));
                }
            }
        }
        return ListNode.of(List.copyOf(pools.values()), later.location());
    }

    private static String subnet(Node pool) {
        return pool instanceof MapNode map ? Values.text(map, "subnet") : "";
    }

    private static ListNode append(List<Node> earlier, List<Node> later, Node at) {
        List<Node> all = new ArrayList<>(earlier);
        all.addAll(later);
        return ListNode.of(all, at.location());
    }

    private static ListNode appendNew(List<Node> earlier, List<Node> later, Node at) {
        Set<String> known = new HashSet<>();
        earlier.forEach(item -> known.add(Values.text(item)));
        List<Node> added = new ArrayList<>();
        for (Node item : later) {
            if (!known.contains(Values.text(item))) {
                added.add(item);
            }
        }
        return append(earlier, added, at);
    }

    private static List<Node> sequence(Node node) {
        return switch (node) {
            case ListNode list -> list.items();
            case MapNode map -> Shorthand.pairs(map);
            case ScalarNode scalar -> scalar.isNull() ? List.of() : List.of(scalar);
        };
    }

    private static Rules<Rule> rules() {
        Map<String, Rule> table = new LinkedHashMap<>();
        table.put("networks.*.ipam.config", Rule.IPAM_CONFIG);
        table.put("networks.*.labels", Rule.APPEND);
        table.put("volumes.*.labels", Rule.APPEND);
        String service = "services.*.";
        table.put(service + "annotations", Rule.APPEND);
        table.put(service + "build", Rule.BUILD);
        table.put(service + "build.args", Rule.APPEND);
        table.put(service + "build.additional_contexts", Rule.APPEND);
        table.put(service + "build.extra_hosts", Rule.APPEND_NEW);
        table.put(service + "build.labels", Rule.APPEND);
        table.put(service + "command", Rule.REPLACE);
        table.put(service + "depends_on", Rule.DEPENDS_ON);
        table.put(service + "deploy.labels", Rule.APPEND);
        table.put(service + "dns", Rule.APPEND);
        table.put(service + "dns_opt", Rule.APPEND);
        table.put(service + "dns_search", Rule.APPEND);
        table.put(service + "entrypoint", Rule.REPLACE);
        table.put(service + "env_file", Rule.APPEND);
        table.put(service + "label_file", Rule.APPEND);
        table.put(service + "environment", Rule.APPEND);
        table.put(service + "extra_hosts", Rule.APPEND_NEW);
        table.put(service + "healthcheck.test", Rule.REPLACE);
        table.put(service + "labels", Rule.APPEND);
        table.put(service + "volumes.*.volume.labels", Rule.APPEND);
        table.put(service + "logging", Rule.LOGGING);
        table.put(service + "models", Rule.NAMED);
        table.put(service + "networks", Rule.NAMED);
        table.put(service + "sysctls", Rule.APPEND);
        table.put(service + "tmpfs", Rule.APPEND);
        table.put(service + "ulimits.*", Rule.ULIMIT);
        return Rules.of(table);
    }
}
