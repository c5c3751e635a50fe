package dev.gantry.cli;

import dev.gantry.cli.show.Table;
import dev.gantry.diag.Location;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import dev.gantry.server.registry.AddressPolicy;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Registrar;
import dev.gantry.server.registry.RegistryJson;
import dev.gantry.server.registry.RegistryStore;
import java.util.List;
import java.util.Map;

/** {@code gantry node}. */
final class NodeCommand implements Command {
    static final List<String> WORDS = List.of("add", "list", "remove", "drain", "undrain");

    private static final Option FILE =
            Option.one("file", 'f', "FILE", "With add: nodes in JSON or YAML; - is standard input");
    private static final Option FLEET =
            Option.flag("fleet", "With add and list: the nodes that the fleet file names");
    private static final Option LABEL =
            Option.many("label", "KEY=VALUE", "With add: what people and tools select it by");
    private static final Option DEVICE =
            Option.many(
                    "device",
                    "NAME=SLOTS",
                    "With add: how many requests a device works on at the same time");
    private static final Option ALLOW_LOCAL =
            Option.flag("allow-local", "With add: take loopback and link-local addresses as well");

    private static final Registered NODES =
            new Registered(
                    "node",
                    "gpu1",
                    store -> store.snapshot().nodes().stream().map(InferenceNode::name).toList());

    @Override
    public Manual manual() {
        return new Manual(
                Verb.NODE,
                "add NAME ADDRESS | add -f FILE | add --fleet | list | remove NAME | drain NAME | undrain NAME",
                List.of(
                        "Changes the registry of `gantry serve` in its database: servers that run see it",
                        "within a second. A node that is there becomes what is added. One that drains takes",
                        "no new requests, and ends those that it has.",
                        "Kinds: llama-cpp, ollama, vllm, whisper-cpp, speaches, chatterbox,",
                        "text-embeddings-inference, openai, http."),
                List.of(
                        ServiceFlag.OPTION,
                        LABEL,
                        DEVICE,
                        FILE,
                        FLEET,
                        ALLOW_LOCAL,
                        Form.OPTION,
                        RegistryFlags.DATABASE,
                        RegistryFlags.STATE),
                List.of(
                        new Manual.Example(
                                "gantry node add gpu1 gpu1.lan --service chat=llama-cpp:8080,slots=4",
                                "one service"),
                        new Manual.Example(
                                "gantry node add gpu2 10.0.0.7 --device gpu=1 --service"
                                        + " chat=ollama,device=gpu --service ears=whisper-cpp,device=gpu",
                                "two that share a device"),
                        new Manual.Example(
                                "gantry node list --json | gantry node add -f - --state /srv/other",
                                "the same nodes in another registry"),
                        new Manual.Example(
                                "gantry node list --fleet --json | gantry exec -T api gantry node add -f -",
                                "the fleet's own, where the registry is in a container of it")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.some(session.arguments(), "what to do", "gantry node list");
        String word = session.arguments().operands().getFirst();
        if (!word.equals("add")) {
            refuse(session.arguments(), word, ServiceFlag.OPTION, LABEL, DEVICE, FILE, ALLOW_LOCAL);
        }
        if (!List.of("add", "list").contains(word)) {
            refuse(session.arguments(), word, FLEET);
        }
        return switch (word) {
            case "add" -> add(session);
            case "list" -> list(session);
            case "remove" -> NODES.change(session, word, "removed", Registrar::removeNode);
            case "drain" ->
                    NODES.change(session, word, "drains", (it, name) -> it.drain(name, true));
            case "undrain" ->
                    NODES.change(
                            session, word, "takes requests", (it, name) -> it.drain(name, false));
            default -> throw Operands.unknown("gantry node", word, WORDS);
        };
    }

    /** Options that would have no effect. */
    static void refuse(Arguments arguments, String word, Option... options) {
        for (Option option : options) {
            if (!arguments.list(option).isEmpty()) {
                throw new UsageException(
                        option.flagText() + " has no effect on " + word, "run it again without");
            }
        }
    }

    private static ExitCode add(Session session) {
        List<InferenceNode> nodes = named(session);
        AddressPolicy policy = new AddressPolicy(session.arguments().has(ALLOW_LOCAL));
        nodes.forEach(node -> requireAllowed(policy, node));
        try (RegistryStore store = session.house().registry(session)) {
            Registrar registrar = RegistryFlags.registrar(session, store);
            for (InferenceNode node : nodes) {
                Registrar.Put put = registrar.put(node);
                NODES.tell(session.console(), node.name(), put.word());
            }
        }
        return ExitCode.DONE;
    }

    private static List<InferenceNode> named(Session session) {
        Arguments arguments = session.arguments();
        if (arguments.has(FLEET)) {
            Operands.atMost(1, arguments);
            refuse(arguments, "add --fleet", ServiceFlag.OPTION, LABEL, DEVICE, FILE);
            return FleetNodes.of(session);
        }
        return arguments.list(FILE).isEmpty() ? List.of(written(session)) : read(session);
    }

    private static void requireAllowed(AddressPolicy policy, InferenceNode node) {
        policy.refusal(node.address())
                .ifPresent(reason -> {
                    throw new UsageException(
                            "node "
                                    + node.name()
                                    + ": "
                                    + node.address()
                                    + " is "
                                    + reason
                                    + ", and would be one of whichever machine the server runs on",
                            "write the node's address in its network, or add --allow-local");
                });
    }

    private static List<InferenceNode> read(Session session) {
        Arguments arguments = session.arguments();
        Operands.atMost(1, arguments);
        refuse(arguments, "add -f", ServiceFlag.OPTION, LABEL, DEVICE);
        return NodeFile.read(session, arguments.text(FILE));
    }

    private static InferenceNode written(Session session) {
        Arguments arguments = session.arguments();
        List<String> words = arguments.operands();
        String example = "write `gantry node add gpu1 gpu1.lan --service chat=llama-cpp:8080`";
        Operands.atMost(3, arguments);
        if (words.size() < 3) {
            String missing = words.size() < 2 ? "the node's name" : "the node's address";
            throw new UsageException(missing + " is missing", example);
        }
        if (arguments.list(ServiceFlag.OPTION).isEmpty()) {
            throw new UsageException("--service is missing: what runs there?", example);
        }
        Location place = Location.of("gantry node add");
        List<MapNode> services =
                arguments.list(ServiceFlag.OPTION).stream().map(ServiceFlag::parse).toList();
        return RegistryJson.node(
                MapNode.builder(place)
                        .put("name", ScalarNode.string(words.get(1), place))
                        .put("address", ScalarNode.string(words.get(2), place))
                        .put("labels", labels(arguments, place))
                        .put("devices", devices(arguments, place))
                        .put("services", ListNode.of(services, place))
                        .build());
    }

    private static MapNode labels(Arguments arguments, Location place) {
        MapNode.Builder labels = MapNode.builder(place);
        arguments
                .pairs(LABEL)
                .forEach((key, value) -> labels.put(key, ScalarNode.string(value, place)));
        return labels.build();
    }

    private static MapNode devices(Arguments arguments, Location place) {
        MapNode.Builder devices = MapNode.builder(place);
        for (Map.Entry<String, String> one : arguments.pairs(DEVICE).entrySet()) {
            if (!one.getValue().matches("[1-9][0-9]{0,8}")) {
                throw new UsageException(
                        "--device wants NAME=SLOTS, not \"" + one.getValue() + "\" as the number",
                        "write --device gpu=1");
            }
            devices.put(one.getKey(), ScalarNode.integer(Long.parseLong(one.getValue()), place));
        }
        return devices.build();
    }

    private static ExitCode list(Session session) {
        Operands.atMost(1, session.arguments());
        Form form = Form.of(session);
        List<InferenceNode> nodes =
                session.arguments().has(FLEET) ? FleetNodes.of(session) : registered(session);
        session.console()
                .print(
                        switch (form) {
                            case TABLE -> table(nodes);
                            case JSON ->
                                    JsonWriter.compact(
                                                    Json.array(
                                                            nodes.stream()
                                                                    .map(RegistryJson::of)
                                                                    .toList()))
                                            + "\n";
                        });
        return ExitCode.DONE;
    }

    private static List<InferenceNode> registered(Session session) {
        try (RegistryStore store = session.house().registry(session)) {
            return store.snapshot().nodes();
        }
    }

    private static String table(List<InferenceNode> nodes) {
        Table table =
                new Table(
                        "NODE", "ADDRESS", "STATE", "SERVICE", "KIND", "PORT", "CAN", "MODELS",
                        "SLOTS", "DEVICE");
        for (InferenceNode node : nodes) {
            String state = node.draining() ? "drains" : "";
            if (node.services().isEmpty()) {
                table.row(node.name(), node.address(), state, "", "", "", "", "", "", "");
            }
            node.services().forEach(service -> row(table, node, state, service));
        }
        return table.text();
    }

    private static void row(
            Table table, InferenceNode node, String state, InferenceService service) {
        table.row(
                node.name(),
                node.address(),
                state,
                service.name(),
                service.kind().word(),
                Integer.toString(service.port()),
                String.join(
                        ",",
                        service.capabilities().stream().sorted().map(it -> it.word()).toList()),
                String.join(",", service.models()),
                service.slots().isPresent() ? Integer.toString(service.slots().getAsInt()) : "",
                service.device());
    }
}
