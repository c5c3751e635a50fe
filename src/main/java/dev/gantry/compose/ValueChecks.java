package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phase "checks of values": what a schema cannot say about single values. */
final class ValueChecks {
    static final Rules<Check> CHECKS = checks();

    private interface Check {
        void look(Node node, NodePath path, Problems problems);
    }

    private ValueChecks() {}

    static void apply(MapNode model, Problems problems) {
        look(model, NodePath.root(), CHECKS, problems);
    }

    private static void look(Node node, NodePath path, Rules<Check> rules, Problems problems) {
        if (rules.isEmpty()) {
            return;
        }
        if (rules.rule().isPresent()) {
            if (isSound(node)) {
                rules.rule().get().look(node, path, problems);
            }
            return;
        }
        switch (node) {
            case MapNode map ->
                    map.entries()
                            .forEach((key, entry) ->
                                    look(
                                            entry.value(),
                                            path.child(key),
                                            rules.below(key),
                                            problems));
            case ListNode list -> {
                int index = 0;
                for (Node item : list.items()) {
                    look(item, path.item(index), rules.items(), problems);
                    index++;
                }
            }
            case ScalarNode _ -> {
                // Nothing hangs below a scalar.
            }
        }
    }

    /** These checks are about attributes that stand beside one another. */
    private static boolean isSound(Node node) {
        return !Faulty.is(node)
                && !(node instanceof MapNode map
                        && map.values().stream().anyMatch(entry -> Faulty.is(entry.value())));
    }

    private static void volume(Node node, NodePath path, Problems problems) {
        if (node instanceof MapNode map && Values.isTrue(map.get("external"))) {
            onlyName(map, path, problems);
        } else if (!(node instanceof MapNode) && !Values.isNull(node)) {
            problems.error(node.location(), path + ": expected volume, got " + node.kindInWords());
        }
    }

    private static void onlyName(MapNode map, NodePath path, Problems problems) {
        for (var entry : map.entries().entrySet()) {
            String key = entry.getKey();
            if (!key.equals("name") && !key.equals("external") && !key.startsWith("x-")) {
                problems.error(
                        entry.getValue().key(),
                        path
                                + ": conflicting parameters \"external\" and \""
                                + key
                                + "\" specified",
                        "what is external is made elsewhere: take \"" + key + "\" out");
            }
        }
    }

    private static Check fileObject(List<String> sources) {
        return (node, path, problems) -> {
            if (!(node instanceof MapNode map)) {
                return;
            }
            List<String> said = sources.stream().filter(map::has).toList();
            if (said.size() > 1) {
                problems.error(
                        node.location(),
                        path
                                + ": "
                                + String.join("|", sources)
                                + " attributes are mutually exclusive",
                        "keep one of " + String.join(", ", said));
            } else if (Values.isTrue(map.get("external"))) {
                onlyName(map, path, problems);
            } else if (said.isEmpty() && !map.has("driver")) {
                problems.error(
                        node.location(),
                        path + ": one of " + String.join("|", sources) + " must be set",
                        "");
            }
        };
    }

    private static void watchPath(Node node, NodePath path, Problems problems) {
        if (Values.text(node).isEmpty()) {
            problems.error(
                    node.location(),
                    path + ": value can't be blank",
                    "name the directory to watch");
        }
    }

    private static void deviceRequest(Node node, NodePath path, Problems problems) {
        if (node instanceof MapNode map && map.has("count") && map.has("device_ids")) {
            problems.error(
                    node.location(),
                    path + ": \"count\" and \"device_ids\" attributes are exclusive",
                    "keep one of the two");
        }
    }

    private static void mount(Node node, NodePath path, Problems problems) {
        if (node instanceof MapNode map && !map.has("target")) {
            problems.error(
                    node.location(),
                    path + " is missing a mount target",
                    "add target:, the path in the container");
        }
    }

    private static void port(Node node, NodePath path, Problems problems) {
        if (node instanceof MapNode map && !map.has("target")) {
            problems.error(
                    node.location(),
                    path + " is missing a target port",
                    "add target:, the port in the container");
        }
        String ip = node instanceof MapNode map ? Values.text(map, "host_ip") : "";
        if (!ip.isEmpty() && !IpText.isAddress(ip)) {
            problems.error(node.location(), path + ": invalid ip address: " + ip, "");
        }
    }

    private static Rules<Check> checks() {
        Map<String, Check> table = new LinkedHashMap<>();
        table.put("volumes.*", ValueChecks::volume);
        table.put("configs.*", fileObject(List.of("file", "environment", "content")));
        table.put("secrets.*", fileObject(List.of("file", "environment")));
        table.put("services.*.ports.*", ValueChecks::port);
        table.put("services.*.volumes.*", ValueChecks::mount);
        table.put("services.*.develop.watch.*.path", ValueChecks::watchPath);
        table.put("services.*.deploy.resources.reservations.devices.*", ValueChecks::deviceRequest);
        table.put("services.*.gpus.*", ValueChecks::deviceRequest);
        return Rules.of(table);
    }
}
