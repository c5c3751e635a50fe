package dev.gantry.apply.mapping;

import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Port;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the body that says what runs: the API's {@code Config}. */
final class ContainerMapping {
    private ContainerMapping() {}

    static MapNode of(ContainerOrder order) {
        Service service = order.service();
        Fields fields = order.fields();
        boolean typed = fields.flag("stdin_open") && OneOff.of(service).isPresent();
        Body body =
                new Body()
                        .text("Hostname", fields.text("hostname"))
                        .text("Domainname", fields.text("domainname"))
                        .text("User", fields.text("user"))
                        .node("ExposedPorts", exposedPorts(service, fields))
                        .node("AttachStdout", Json.of(true))
                        .node("AttachStderr", Json.of(true))
                        .flag("Tty", fields.flag("tty"))
                        .flag("AttachStdin", typed)
                        .flag("OpenStdin", fields.flag("stdin_open"))
                        .flag("StdinOnce", typed)
                        .texts("Env", environment(fields))
                        .text("Image", service.image())
                        .text("WorkingDir", fields.text("working_dir"))
                        .flag("NetworkDisabled", "disabled".equals(service.networkMode()))
                        .text("MacAddress", NetworkMapping.containerMac(order))
                        .pairs("Labels", ContainerLabels.of(order))
                        .text("StopSignal", fields.text("stop_signal"));
        list(body, "Cmd", fields, "command");
        list(body, "Entrypoint", fields, "entrypoint");
        if (fields.has("healthcheck")) {
            body.node("Healthcheck", healthCheck(service.healthCheck()));
        }
        if (fields.has("stop_grace_period")) {
            body.node("StopTimeout", Json.of(service.stopGracePeriod().toSeconds()));
        }
        return body.build();
    }

    /** An empty list is sent: it takes the image's own away. */
    private static void list(Body body, String key, Fields fields, String attribute) {
        if (fields.node().get(attribute) instanceof ListNode) {
            body.node(key, Json.strings(fields.texts(attribute)));
        }
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }

    private static MapNode exposedPorts(Service service, Fields fields) {
        MapNode.Builder ports = Json.object();
        for (Port port : service.ports()) {
            ports.put(port.target() + "/" + port.protocol(), Json.object().build());
        }
        fields.texts("expose").forEach(port -> ports.put(port, Json.object().build()));
        return ports.build();
    }

    /** A variable without a value stands alone: the engine takes the image's own away. */
    private static List<String> environment(Fields fields) {
        List<String> variables = new ArrayList<>();
        for (Map.Entry<String, MapNode.Entry> entry :
                fields.map("environment").node().entries().entrySet()) {
            boolean bare = entry.getValue().value() instanceof ScalarNode value && value.isNull();
            variables.add(
                    bare ? entry.getKey() : entry.getKey() + "=" + text(entry.getValue().value()));
        }
        return variables;
    }

    private static MapNode healthCheck(HealthCheck check) {
        List<String> test =
                switch (check.origin()) {
                    case DISABLED -> List.of("NONE");
                    case DECLARED, IMAGE -> check.test();
                };
        return new Body()
                .texts("Test", test)
                .number("Interval", check.interval().toNanos())
                .number("Timeout", check.timeout().toNanos())
                .number("StartPeriod", check.startPeriod().toNanos())
                .number("StartInterval", check.startInterval().toNanos())
                .number("Retries", check.retries())
                .build();
    }
}
