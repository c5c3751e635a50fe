package dev.gantry.server.web;

import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.watchdog.Upstream;
import dev.gantry.server.web.ui.NodeView;
import java.util.ArrayList;
import java.util.List;

/** A node, as its page shows it. */
final class NodeViews {
    private final Views views;

    NodeViews(Views views) {
        this.views = views;
    }

    NodeView of(InferenceNode node) {
        List<NodeView.Fact> facts = new ArrayList<>();
        facts.add(new NodeView.Fact("Address", node.address()));
        node.devices()
                .forEach((device, slots) ->
                        facts.add(
                                new NodeView.Fact(
                                        "Device " + device, slots + " at the same time")));
        node.labels().forEach((label, value) -> facts.add(new NodeView.Fact(label, value)));
        return new NodeView(
                node.name(),
                node.draining(),
                facts,
                Views.of(node, views.upstreams()).map(this::service).toList());
    }

    private NodeView.Service service(Upstream upstream) {
        InferenceService service = upstream.service();
        List<NodeView.Fact> facts = new ArrayList<>();
        facts.add(new NodeView.Fact("Address", address(upstream)));
        facts.add(
                new NodeView.Fact(
                        "Good for",
                        String.join(
                                ", ",
                                service.capabilities().stream()
                                        .sorted()
                                        .map(Capability::word)
                                        .toList())));
        if (service.weight() != 1) {
            facts.add(new NodeView.Fact("Weight", Double.toString(service.weight())));
        }
        if (!service.device().isEmpty()) {
            facts.add(new NodeView.Fact("On the device", service.device()));
        }
        if (!service.tokenVariable().isEmpty()) {
            facts.add(new NodeView.Fact("Its key is in", service.tokenVariable()));
        }
        List<String> aliases =
                service.aliases().entrySet().stream()
                        .map(alias -> alias.getKey() + " → " + alias.getValue())
                        .toList();
        return new NodeView.Service(views.row(upstream), facts, aliases);
    }

    private static String address(Upstream upstream) {
        InferenceService service = upstream.service();
        String host = upstream.node().address();
        return (service.tls() ? "https://" : "http://")
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":"
                + service.port()
                + service.path();
    }
}
