package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * The second half of merging lists: where two entries speak of the same thing (a variable, a mount
 * target, a port), the later one stands in the place of the earlier.
 */
final class Unique {
    static final Rules<Function<Node, String>> KEYS = keys();

    private Unique() {}

    static MapNode apply(MapNode document) {
        return (MapNode) apply(document, KEYS);
    }

    private static Node apply(Node node, Rules<Function<Node, String>> rules) {
        if (rules.isEmpty()) {
            return node;
        }
        return switch (node) {
            case MapNode map -> map(map, rules);
            case ListNode list -> rules.rule().map(key -> unique(list, key)).orElse(list);
            case ScalarNode scalar -> scalar;
        };
    }

    private static MapNode map(MapNode map, Rules<Function<Node, String>> rules) {
        MapNode.Builder result = map.toBuilder();
        map.entries()
                .forEach((key, entry) -> result.put(key, apply(entry.value(), rules.below(key))));
        return result.build();
    }

    private static ListNode unique(ListNode list, Function<Node, String> key) {
        SequencedMap<String, Node> kept = new LinkedHashMap<>();
        for (Node item : list.items()) {
            kept.put(Faulty.is(item) ? "\0" + kept.size() : key.apply(item), item);
        }
        return kept.size() == list.items().size()
                ? list
                : new ListNode(List.copyOf(kept.values()), list.location(), list.tag());
    }

    /** Whether two items of the list at this path speak of the same thing. */
    static boolean sameThing(List<String> path, Node one, Node other) {
        Rules<Function<Node, String>> rules = KEYS;
        for (String step : path) {
            rules = rules.below(step);
        }
        return rules.rule().map(key -> key.apply(one).equals(key.apply(other))).orElse(false);
    }

    private static String beforeEquals(Node item) {
        String text = Values.text(item);
        int cut = text.indexOf('=');
        return cut < 0 ? text : text.substring(0, cut);
    }

    private static String target(Node item) {
        return item instanceof MapNode map
                ? Values.text(map, "target")
                : VolumeSpec.target(Values.text(item));
    }

    private static String deviceTarget(Node item) {
        if (item instanceof MapNode map) {
            return Values.text(map, "target");
        }
        String[] parts = Values.text(item).split(":", -1);
        return parts.length > 1 ? parts[1] : parts[0];
    }

    private static String envFile(Node item) {
        return item instanceof MapNode map ? Values.text(map, "path") : Values.text(item);
    }

    private static String port(Node item) {
        if (!(item instanceof MapNode map)) {
            return Values.text(item);
        }
        String host = Values.text(map, "host_ip");
        String protocol = Values.text(map, "protocol");
        return (host.isEmpty() ? "0.0.0.0" : host)
                + ":"
                + Values.text(map, "published")
                + ":"
                + Values.text(map, "target")
                + "/"
                + (protocol.isEmpty() ? "tcp" : protocol);
    }

    private static Function<Node, String> grant(String directory) {
        return item -> {
            if (!(item instanceof MapNode map)) {
                return directory + "/" + Values.text(item);
            }
            String target = Values.text(map, "target");
            return target.isEmpty() ? directory + "/" + Values.text(map, "source") : target;
        };
    }

    private static Rules<Function<Node, String>> keys() {
        Map<String, Function<Node, String>> table = new LinkedHashMap<>();
        String byName =
                "annotations build.args build.additional_contexts build.tags"
                        + " build.labels cap_add cap_drop deploy.labels dns dns_opt dns_search"
                        + " environment expose labels links networks.*.aliases"
                        + " networks.*.link_local_ips profiles sysctls tmpfs";
        for (String name : byName.split(" ")) {
            table.put("services.*." + name, Unique::beforeEquals);
        }
        table.put("networks.*.labels", Unique::beforeEquals);
        table.put("networks.*.ipam.options", Unique::beforeEquals);
        table.put("services.*.devices", Unique::deviceTarget);
        table.put("services.*.configs", grant(""));
        table.put("services.*.secrets", grant("/run/secrets"));
        table.put("services.*.env_file", Unique::envFile);
        table.put("services.*.ports", Unique::port);
        table.put("services.*.volumes", Unique::target);
        return Rules.of(table);
    }
}
