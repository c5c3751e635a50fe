package dev.gantry.server.registry;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/** Reads a node and the services on it. */
final class NodeReader {
    static final String NAME_RULE =
            "write letters, digits, dots, dashes and underscores, at most 63, a letter or digit first";

    private static final List<String> NODE =
            List.of("name", "address", "labels", "devices", "draining", "services");
    private static final List<String> SERVICE =
            List.of(
                    "name",
                    "kind",
                    "capabilities",
                    "port",
                    "tls",
                    "path",
                    "probe",
                    "models",
                    "aliases",
                    "slots",
                    "weight",
                    "device",
                    "token_variable");
    private static final int HIGHEST_PORT = 65_535;
    private static final String PATH_RULE =
            "write a path such as /v1, without a query, a fragment, spaces or ..";

    private final Problems problems;

    NodeReader(Problems problems) {
        this.problems = problems;
    }

    InferenceNode node(Node json) {
        Shape unnamed = Shape.of(json, "the node", problems);
        String name = unnamed.required("name", Spelling::isName, NAME_RULE);
        Shape shape = unnamed.called("node", name).allowing(NODE);
        String address =
                shape.required(
                        "address",
                        Spelling::isAddress,
                        "write a host name or an IP address, without a scheme, port or path");
        List<InferenceService> services = services(shape);
        return new InferenceNode(
                name,
                address,
                shape.pairs("labels"),
                devices(shape, services),
                shape.flag("draining"),
                services);
    }

    /** A device that only a service names works on one request at a time. */
    private static SequencedMap<String, Integer> devices(
            Shape shape, List<InferenceService> services) {
        SequencedMap<String, Integer> devices = new LinkedHashMap<>(shape.counts("devices"));
        services.stream()
                .map(InferenceService::device)
                .filter(device -> !device.isEmpty())
                .forEach(device -> devices.putIfAbsent(device, 1));
        return devices;
    }

    private List<InferenceService> services(Shape node) {
        List<InferenceService> services = new ArrayList<>();
        for (Node item : node.items("services")) {
            if (item instanceof MapNode map) {
                InferenceService service = service(new Shape(map, "a service", problems));
                requireNew(service.name(), services, node, map);
                services.add(service);
            } else {
                problems.add(Shape.noMapping(item, "a service"));
            }
        }
        return services;
    }

    private void requireNew(
            String name, List<InferenceService> services, Shape node, MapNode place) {
        boolean known = services.stream().anyMatch(one -> one.name().equals(name));
        if (known && !name.isEmpty()) {
            String message = node.what() + " has two services \"" + name + "\"";
            problems.error(place.location(), message, "give one of them another name");
        }
    }

    private InferenceService service(Shape unnamed) {
        String name = unnamed.required("name", Spelling::isName, NAME_RULE);
        Shape shape = unnamed.called("service", name).allowing(SERVICE);
        Optional<Kind> kind = kind(shape);
        return new InferenceService(
                name,
                kind.orElse(Kind.HTTP),
                capabilities(shape, kind.orElse(Kind.HTTP)),
                port(shape, kind),
                shape.flag("tls"),
                path(shape),
                shape.text("probe", Spelling::isPath, PATH_RULE),
                shape.texts("models"),
                shape.pairs("aliases"),
                shape.number("slots", 1, Integer.MAX_VALUE),
                shape.positive("weight", 1),
                shape.text("device", Spelling::isWords, "write one line"),
                shape.text(
                        "token_variable",
                        Spelling::isVariable,
                        "write the name of a variable of the server, such as LLM_KEY; not the key"));
    }

    private static Optional<Kind> kind(Shape shape) {
        String kinds = "one of: " + String.join(", ", Kind.words());
        String word = shape.required("kind", _ -> true, kinds);
        Optional<Kind> kind = Kind.parse(word);
        if (kind.isEmpty() && !word.isEmpty()) {
            shape.wrong("kind", "there is no kind \"" + Shape.shown(word) + "\"", Kind.hint(word));
        }
        return kind;
    }

    private Set<Capability> capabilities(Shape shape, Kind kind) {
        if (!shape.has("capabilities")) {
            return kind.usualCapabilities();
        }
        EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
        List<Node> items = shape.items("capabilities");
        if (shape.node().get("capabilities") instanceof ListNode && items.isEmpty()) {
            String hint = "leave it out for those of " + kind.word();
            shape.wrong("capabilities", "capabilities is empty", hint);
        }
        for (Node item : items) {
            String word = item instanceof ScalarNode scalar ? scalar.text() : item.kindInWords();
            Capability.parse(word).ifPresentOrElse(all::add, () -> unknown(shape, item, word));
        }
        return all;
    }

    private void unknown(Shape shape, Node item, String word) {
        problems.error(
                item.location(),
                shape.what() + ": there is no capability \"" + Shape.shown(word) + "\"",
                Capability.hint(word));
    }

    private static int port(Shape shape, Optional<Kind> kind) {
        OptionalInt port = shape.number("port", 1, HIGHEST_PORT);
        if (port.isPresent()) {
            return port.getAsInt();
        }
        OptionalInt usual = kind.map(Kind::usualPort).orElse(OptionalInt.of(1));
        if (usual.isEmpty() && !shape.has("port")) {
            shape.wrong("port", "port is missing", "this kind has no usual one");
        }
        return usual.orElse(1);
    }

    private static String path(Shape shape) {
        return shape.text("path", Spelling::isPath, PATH_RULE).replaceFirst("/+$", "");
    }
}
