package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Phase "defaults": what a long syntax leaves out, as the specification fills it in. */
final class Defaults {
    static final Rules<UnaryOperator<MapNode>> RULES = rules();

    private Defaults() {}

    static MapNode apply(MapNode model) {
        return (MapNode) apply(model, RULES);
    }

    private static Node apply(Node node, Rules<UnaryOperator<MapNode>> rules) {
        if (rules.isEmpty()) {
            return node;
        }
        return switch (node) {
            case MapNode map -> {
                MapNode.Builder result = map.toBuilder();
                map.entries()
                        .forEach((key, entry) ->
                                result.put(key, apply(entry.value(), rules.below(key))));
                MapNode filled = result.build();
                yield rules.rule().map(rule -> rule.apply(filled)).orElse(filled);
            }
            case ListNode list ->
                    new ListNode(
                            list.items().stream().map(item -> apply(item, rules.items())).toList(),
                            list.location(),
                            list.tag());
            case ScalarNode scalar -> scalar;
        };
    }

    private static MapNode build(MapNode build) {
        return build.has("context") ? build : build.with("context", Values.string(".", build));
    }

    private static MapNode secret(MapNode secret) {
        return secret.has("target") || !secret.has("source")
                ? secret
                : secret.with(
                        "target",
                        Values.string("/run/secrets/" + Values.text(secret, "source"), secret));
    }

    private static MapNode port(MapNode port) {
        MapNode withProtocol =
                port.has("protocol") ? port : port.with("protocol", Values.string("tcp", port));
        return withProtocol.has("mode")
                ? withProtocol
                : withProtocol.with("mode", Values.string("ingress", port));
    }

    private static MapNode deviceRequest(MapNode request) {
        return request.has("count") || request.has("device_ids")
                ? request
                : request.with("count", Values.string("all", request));
    }

    private static MapNode weight(MapNode weight) {
        MapNode whole = path(weight);
        return whole.has("weight")
                ? whole
                : whole.with("weight", ScalarNode.integer(0, weight.location()));
    }

    private static MapNode rate(MapNode rate) {
        MapNode whole = path(rate);
        return whole.has("rate") ? whole : whole.with("rate", Values.string("0", rate));
    }

    private static MapNode path(MapNode device) {
        return device.has("path") ? device : device.with("path", Values.string("", device));
    }

    private static Rules<UnaryOperator<MapNode>> rules() {
        Map<String, UnaryOperator<MapNode>> table = new LinkedHashMap<>();
        table.put("services.*.build", Defaults::build);
        table.put("services.*.secrets.*", Defaults::secret);
        table.put("services.*.ports.*", Defaults::port);
        table.put("services.*.deploy.resources.reservations.devices.*", Defaults::deviceRequest);
        table.put("services.*.gpus.*", Defaults::deviceRequest);
        table.put("services.*.blkio_config.weight_device.*", Defaults::weight);
        for (String limit : List.of("read_bps", "read_iops", "write_bps", "write_iops")) {
            table.put("services.*.blkio_config.device_" + limit + ".*", Defaults::rate);
        }
        return Rules.of(table);
    }
}
