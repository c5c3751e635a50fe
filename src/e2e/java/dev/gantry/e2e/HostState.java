package dev.gantry.e2e;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.lab.LabHost;
import java.util.ArrayList;
import java.util.List;

/**
 * What a project is at an engine, as the engine describes it, without what differs each time: ids,
 * addresses, times. The names of volumes stay, those that the engine made up included.
 */
final class HostState {
    private static final String REPLACES = "com.docker.compose.replace";

    /** With the id of the container whose network is shared. */
    private static final String HASH = "com.docker.compose.config-hash";

    private HostState() {}

    /** The containers of a project, and all networks and volumes of the engine. */
    static List<String> of(Scenario fleet, LabHost host, String project) {
        List<String> lines = new ArrayList<>();
        String label = "label=com.docker.compose.project=" + project;
        List<String> ids = words(fleet.docker(host, "ps", "-aq", "--filter", label));
        for (Node one : inspected(fleet, host, ids)) {
            lines.add(container(Fields.of((MapNode) one)));
            String name = Fields.of((MapNode) one).text("Name").substring(1);
            if (name.contains("files") || name.contains("only")) {
                lines.add(name + fleet.docker(host, "exec", name, "cat", "/greeting"));
            }
        }
        String format = "network {{.Name}} {{.Driver}} {{.Label \"version\"}}";
        lines.addAll(words(fleet.docker(host, "network", "ls", "--format", format)));
        words(fleet.docker(host, "volume", "ls", "-q"))
                .forEach(name -> lines.add("volume " + name));
        lines.sort(String::compareTo);
        return lines;
    }

    private static List<String> words(String lines) {
        return lines.lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<Node> inspected(Scenario fleet, LabHost host, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("container", "inspect"));
        words.addAll(ids);
        String answer = fleet.docker(host, words.toArray(String[]::new));
        return ((ListNode) JsonReader.read("inspect", answer)).items();
    }

    private static String container(Fields container) {
        MapNode config = container.map("Config").node();
        MapNode labels = Fields.of(config).map("Labels").node().without(REPLACES);
        boolean shares = container.map("HostConfig").text("NetworkMode").startsWith("container:");
        MapNode kept = config.without("Hostname").without("Labels");
        String mounts =
                container.maps("Mounts").stream()
                        .map(mount -> JsonWriter.compact(mount.node()))
                        .sorted()
                        .toList()
                        .toString();
        return String.join(
                        "\n  ",
                        container.text("Name"),
                        container.map("State").text("Status"),
                        JsonWriter.compact(shares ? labels.without(HASH) : labels),
                        JsonWriter.compact(kept),
                        hostConfig(container),
                        container.map("NetworkSettings").map("Networks").node().keys().toString(),
                        mounts)
                .stripTrailing();
    }

    /**
     * Without what the engine itself makes of it when it starts again: of nothing, an empty list.
     */
    private static String hostConfig(Fields container) {
        return JsonWriter.compact(container.map("HostConfig").node())
                .replaceAll("container:[0-9a-f]{64}", "container:ID")
                .replace(":[]", ":null");
    }
}
