package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.lab.Lab;
import dev.gantry.lab.LabFolders;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.Machine;
import dev.gantry.lab.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A copy of one of {@code examples/}, on a lab that has a machine for each of its hosts. What is
 * different there, the engines and the images, stands in a {@code gantry.override.yaml}; the files
 * themselves are as they are.
 *
 * @param folder of the copy
 */
record ExampleFleet(Path folder, Lab lab) implements AutoCloseable {

    /**
     * @param name of the folder in {@code examples/}, and of the override in {@code fleets/}, where
     *     {@code ${HOST}} is a machine's endpoint and {@code ${HOST.address}} its address
     * @param scratch an empty folder
     */
    static ExampleFleet of(String name, Path scratch, Machine... machines) {
        Lab lab =
                Lab.named(
                        "fleet"
                                + System.getenv().getOrDefault("GANTRY_E2E_LAB", "")
                                + System.getProperty("gantry.test.fork", ""),
                        LabFolders.of(System.getenv()),
                        new Progress(System.out::println, InstantSource.system()));
        lab.down();
        lab.up(List.of(machines));
        ExampleFleet fleet = new ExampleFleet(scratch.resolve(name), lab);
        try {
            fleet.copy(Path.of("examples", name));
            Files.writeString(fleet.folder.resolve("gantry.override.yaml"), fleet.override(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return fleet;
    }

    private void copy(Path example) throws IOException {
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private String override(String name) throws IOException {
        String text;
        try (InputStream stream =
                ExampleFleet.class.getResourceAsStream("/fleets/" + name + ".yaml")) {
            text =
                    new String(
                            Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        for (LabHost host : lab.hosts()) {
            text =
                    text.replace("${" + host.name() + "}", host.endpoint())
                            .replace("${" + host.name() + ".address}", host.address());
        }
        return text;
    }

    /** Writes {@code .env} files from their examples, a value for every variable without one. */
    ExampleFleet filledIn() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path example :
                    files.filter(file -> file.endsWith(".env.example")).sorted().toList()) {
                List<String> lines =
                        Files.readAllLines(example).stream()
                                .map(line ->
                                        line.matches("[A-Z][A-Za-z0-9_]*=")
                                                ? line + "of-the-test-" + line.length()
                                                : line)
                                .toList();
                Files.write(example.resolveSibling(".env"), lines);
            }
        }
        return this;
    }

    /**
     * The fleet whose file is in a folder of the example.
     *
     * @param override as in {@link #of}
     */
    ExampleFleet part(String name, String override) throws IOException {
        ExampleFleet part = new ExampleFleet(folder.resolve(name), lab);
        Files.writeString(part.folder.resolve("gantry.override.yaml"), override(override));
        return part;
    }

    LabHost host(String name) {
        return lab.host(name);
    }

    Command.Run gantry(String... arguments) {
        return Command.gantry(folder, arguments)
                .with(Map.of("GANTRY_SSH", lab.ssh().toString()))
                .run();
    }

    /** What runs, by {@code STACK/SERVICE@HOST}, and how it is: {@code running healthy}. */
    Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        gantry("ps", "-a", "--format", "json")
                .exits(0)
                .output()
                .lines()
                .map(line -> Fields.of((MapNode) JsonReader.read("ps", line)))
                .forEach(one ->
                        states.put(
                                "%s/%s@%s"
                                        .formatted(
                                                one.text("Stack"),
                                                one.text("Service"),
                                                one.text("Host")),
                                (one.text("State") + " " + one.text("Health")).strip()));
        return states;
    }

    /**
     * Brings it up, in which no check finds what is not accepted, and sees that all is well and
     * nothing is left to do.
     */
    void comesUp(String... services) {
        gantry("check", "--strict").exits(0);
        gantry("up").exits(0);
        Map<String, String> states = states();
        assertThat(states.keySet()).containsExactlyInAnyOrder(services);
        assertThat(states.values()).containsOnly("running healthy");
        gantry("plan").exits(0);
        gantry("smoke").exits(0);
        assertThat(folder.resolve("evidence")).isNotEmptyDirectory();
    }

    /** Takes it down with its data; the engines are as empty as before. */
    void goesAway() {
        gantry("down", "-v", "--yes").exits(0);
        for (LabHost host : lab.hosts()) {
            assertThat(host.run("docker", "ps", "-aq")).as(host.name()).isBlank();
            assertThat(host.run("docker", "volume", "ls", "-q")).as(host.name()).isBlank();
            assertThat(host.run("docker", "network", "ls", "--format", "{{.Name}}").lines())
                    .as(host.name())
                    .containsExactlyInAnyOrder("bridge", "host", "none");
        }
    }

    @Override
    public void close() {
        lab.down();
    }
}
