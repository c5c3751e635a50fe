package dev.gantry.e2e;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fleet in a folder of its own, on the lab's two hosts, handled as a user handles it. */
record Scenario(Path folder, TwoHosts.Hosts hosts) {

    /**
     * Writes a file of the fleet; {@code ${ONE}} and {@code ${TWO}} stand for the hosts' endpoints,
     * {@code ${SOCKET}} for host one's socket.
     */
    Scenario file(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    text.replace("${ONE}", hosts.one().endpoint())
                            .replace("${TWO}", hosts.two().endpoint())
                            .replace("${SOCKET}", "unix://" + hosts.one().socket()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /**
     * Writes the fleet file of one stack, {@code shop} of {@code compose.yaml}, which runs on each
     * of these hosts.
     *
     * @param names {@code one}, {@code two}
     */
    Scenario shop(String fleet, String... names) {
        String engines =
                Stream.of(names)
                        .map(name ->
                                name + ": {engine: \"${" + name.toUpperCase(Locale.ROOT) + "}\"}")
                        .collect(Collectors.joining(", "));
        return file(
                "gantry.yaml",
                """
                fleet: %s
                hosts: {%s}
                stacks: {shop: {project: shop, compose: [compose.yaml], hosts: [%s]}}
                """
                        .formatted(fleet, engines, String.join(", ", names)));
    }

    /** Runs {@code gantry} in the folder. */
    Command.Run gantry(String... arguments) {
        return command(arguments).run();
    }

    Command command(String... arguments) {
        return Command.gantry(folder, arguments).with(hosts.environment());
    }

    /** Runs {@code gantry} and reads its one JSON value. */
    MapNode gantryJson(int exit, String... arguments) {
        return (MapNode) JsonReader.read("gantry", gantry(arguments).exits(exit).output());
    }

    /** Runs Docker's own command line against a host's engine. */
    String docker(LabHost host, String... arguments) {
        return peer(hosts.lab().docker(), host, arguments).run().exits(0).output();
    }

    /**
     * Runs Docker Compose against a host's engine; once more when the engine was not done with a
     * container's log, which the peer gives up at.
     */
    String compose(LabHost host, String... arguments) {
        Command.Run first = composeCommand(host, arguments).run();
        Command.Run run =
                first.error().contains("directory not empty")
                        ? composeCommand(host, arguments).run()
                        : first;
        return run.exits(0).output();
    }

    Command composeCommand(LabHost host, String... arguments) {
        return peer(hosts.lab().peer(), host, arguments);
    }

    private Command peer(Path program, LabHost host, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = program.toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.of(folder, words).with(Map.of("DOCKER_HOST", "unix://" + host.socket()));
    }

    /** A container's whole description, from the engine's own command line. */
    Fields inspect(LabHost host, String container) {
        Node answer = JsonReader.read("inspect", docker(host, "container", "inspect", container));
        return Fields.of((MapNode) ((ListNode) answer).items().getFirst());
    }

    /** Ids of the containers, and names of networks and volumes, that a project has on a host. */
    List<String> remains(LabHost host, String project) {
        String label = "label=com.docker.compose.project=" + project;
        return (docker(host, "ps", "-aq", "--filter", label)
                        + docker(host, "network", "ls", "-q", "--filter", label)
                        + docker(host, "volume", "ls", "-q", "--filter", label))
                .lines()
                .toList();
    }
}
