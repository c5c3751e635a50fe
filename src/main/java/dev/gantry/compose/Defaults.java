package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
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

    private static Rules<UnaryOperator<MapNode>> rules() {
        Map<String, UnaryOperator<MapNode>> table = new LinkedHashMap<>();
        table.put("services.*.build", Defaults::build);
        table.put("services.*.secrets.*", Defaults::secret);
        table.put("services.*.ports.*", Defaults::port);
        table.put("services.*.deploy.resources.reservations.devices.*", Defaults::deviceRequest);
        table.put("services.*.gpus.*", Defaults::deviceRequest);
        return Rules.of(table);
    }
}
