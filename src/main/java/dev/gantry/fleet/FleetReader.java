package dev.gantry.fleet;

import dev.gantry.compose.model.Network;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Turns the tree of a fleet file into a fleet; all that is wrong with it becomes problems. */
final class FleetReader {

    private static final int MOST = 1000;

    private final Path file;
    private final Shape shape;
    private final Problems problems;

    private FleetReader(Path file, MapNode root, Problems problems) {
        this.file = file;
        this.shape = new Shape(root, "the fleet file", problems).allowing(FleetKeys.FLEET);
        this.problems = problems;
    }

    /**
     * @param file the fleet file, absolute
     */
    static Fleet read(Path file, MapNode root, Problems problems) {
        Fleet fleet = form(file, root, problems);
        FleetConsistency.check(fleet, problems);
        return fleet;
    }

    /** The fleet, whether or not its parts fit together and its files are there. */
    static Fleet form(Path file, MapNode root, Problems problems) {
        return new FleetReader(file, root, problems).fleet();
    }

    private Fleet fleet() {
        String name = name();
        SequencedMap<String, Host> hosts = hosts();
        SequencedMap<String, Network> networks = new LinkedHashMap<>();
        shape.named("networks", "network")
                .forEach((key, one) -> networks.put(key, network(name, key, one)));
        SequencedMap<String, Stack> stacks = new LinkedHashMap<>();
        shape.named("stacks", "stack")
                .forEach((key, one) ->
                        stacks.put(key, StackReader.read(name, key, one, hosts.keySet())));
        requireFew("hosts", hosts.size());
        requireFew("stacks", stacks.size());
        if (stacks.isEmpty()) {
            problems.error(
                    shape.node().location(),
                    "the fleet has no stacks",
                    "stacks: {web: {compose: [docker-compose.yml]}}");
        }
        return new Fleet(
                name,
                file.toString(),
                directory(),
                shape.texts("labels"),
                hosts,
                networks,
                HostReader.envFiles(shape),
                secrets(),
                stacks,
                registries(),
                ImageNames.read(shape),
                InferenceReader.read(shape.map("inference", "inference"), stacks.keySet()),
                accepted());
    }

    private List<Acceptance> accepted() {
        List<Acceptance> accepted = new ArrayList<>();
        for (Node item : shape.items("accept")) {
            if (item instanceof MapNode map) {
                accepted.add(Acceptance.read(new Shape(map, "an entry of accept", problems)));
            } else {
                shape.wrong(item, "accept", "a list of {check: …, reason: …}");
            }
        }
        return accepted;
    }

    private SequencedMap<String, Host> hosts() {
        DaemonSettings daemon = DaemonSettings.read(shape);
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        shape.named("hosts", "host")
                .forEach((key, one) -> hosts.put(key, HostReader.read(key, one, daemon)));
        if (!shape.has("hosts")) {
            hosts.put(Host.LOCAL, HostReader.local(daemon, shape.node().location()));
        }
        return hosts;
    }

    private SequencedMap<String, RegistryLogin> registries() {
        SequencedMap<String, RegistryLogin> registries = new LinkedHashMap<>();
        shape.named("registries", "registry")
                .forEach((key, one) -> registries.put(key, RegistryLogin.read(key, one)));
        return registries;
    }

    private void requireFew(String what, int many) {
        if (many > MOST) {
            problems.error(
                    shape.at(what),
                    "the fleet has " + many + " " + what,
                    "at most " + MOST + " are looked after");
            problems.throwIfErrors();
        }
    }

    private String name() {
        Path folder = directory().getFileName();
        return shape.has("fleet")
                ? shape.text("fleet")
                : ProjectNames.normalized(folder == null ? "fleet" : folder.toString());
    }

    private Path directory() {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    /** The keys are Compose's own; a label tells later whose the network is. */
    private static Network network(String fleet, String key, Shape shape) {
        shape.allowing(FleetKeys.NETWORK);
        String name = shape.has("name") ? shape.text("name") : key;
        MapNode labels =
                shape.map("labels", shape.what() + ": labels")
                        .node()
                        .with(FleetLabels.FLEET, ScalarNode.string(fleet, shape.node().location()));
        MapNode canonical =
                shape.node()
                        .with("name", ScalarNode.string(name, shape.node().location()))
                        .with("labels", labels);
        boolean external = shape.text("external").equals("true");
        return new Network(key, name, external, canonical);
    }

    private List<SecretProvider> secrets() {
        List<String> kinds = ProviderKeys.SECRETS.names();
        List<SecretProvider> providers = new ArrayList<>();
        for (Node item : shape.items("secrets")) {
            if (item instanceof MapNode map && map.keys().size() == 1) {
                String kind = map.keys().iterator().next();
                if (kinds.contains(kind)) {
                    Node settings = map.find(kind).orElse(map);
                    ProviderReader.check(kind, settings, shape);
                    providers.add(new SecretProvider(kind, settings, item.location()));
                } else {
                    problems.error(
                            map.keyLocation(kind),
                            "\"" + kind + "\" is no provider of secrets",
                            DidYouMean.hint(kind, kinds));
                }
            } else {
                shape.wrong(item, "secrets", "one provider an entry, such as env_file: .env,");
            }
        }
        return providers;
    }
}
