package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.lab.LabHost;
import dev.gantry.plan.ComposeLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project goes from Docker Compose to Gantry and back, and neither finds anything to do: every
 * file below {@code src/e2e/resources/adoption} is a project, all of them are one fleet, one half
 * on either engine.
 */
@ExtendWith(TwoHosts.class)
class AdoptionTest {
    private static final Path PROJECTS = Path.of("src/e2e/resources/adoption");
    private static final String PREFIX = "adoption-";
    private static final int AT_ONCE = 3;

    private final Scenario fleet;
    private final SequencedMap<String, LabHost> projects = new TreeMap<>();

    AdoptionTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws IOException {
        this.fleet = new Scenario(folder, hosts);
        for (String name : names()) {
            projects.put(name, projects.size() % 2 == 0 ? hosts.one() : hosts.two());
        }
        copy(folder);
        for (LabHost host : List.of(hosts.one(), hosts.two())) {
            Path there = host.root().resolve(Path.of("/").relativize(folder));
            Files.createDirectories(there);
            copy(there);
        }
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(PROJECTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml") && !file.startsWith(PREFIX))
                    .map(file -> file.substring(0, file.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path to) throws IOException {
        try (Stream<Path> files = Files.list(PROJECTS)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    @BeforeEach
    void write() {
        StringBuilder text = new StringBuilder("fleet: adoption\nhosts:\n");
        projects.values().stream()
                .distinct()
                .forEach(host ->
                        text.append(
                                "  %s: {engine: \"unix://%s\"}%n"
                                        .formatted(host.name(), host.socket())));
        text.append("stacks:\n");
        projects.forEach((name, host) ->
                text.append(
                        "  %s: {project: %s, compose: [%s.yaml], hosts: [%s]}%n"
                                .formatted(name, PREFIX + name, name, host.name())));
        fleet.file("gantry.yaml", text.toString());
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @TestFactory
    Stream<DynamicTest> whatDockerComposeBroughtUpNeedsNothing() {
        each(name -> peer(name, "up", "-d"));
        Command.Run plan = fleet.gantry("plan", "--json");
        assertThat(plan.exit()).as(plan.error()).isIn(0, 2);
        Fields root = Fields.of(JsonReader.read("plan", plan.output()));
        Map<String, List<String>> steps = new LinkedHashMap<>();
        for (Fields step : root.maps("steps")) {
            steps.computeIfAbsent(step.text("deployment"), key -> new ArrayList<>())
                    .add(JsonWriter.compact(step.node()));
        }
        return projects.entrySet().stream()
                .map(one -> {
                    String deployment = one.getKey() + "@" + one.getValue().name();
                    List<String> own = steps.getOrDefault(deployment, List.of());
                    return dynamicTest(one.getKey(), () -> assertThat(own).isEmpty());
                });
    }

    /**
     * What Docker Compose makes of a project that Gantry brought up.
     *
     * @param made ids of the containers
     * @param kept the same after its {@code up -d}
     */
    private record Seen(
            SortedSet<String> made,
            SortedSet<String> kept,
            String listed,
            String logs,
            List<String> left) {}

    @TestFactory
    Stream<DynamicTest> whatGantryBroughtUpDockerComposeTakesOver() {
        fleet.gantry("up").exits(0);
        Map<String, Seen> seen = new ConcurrentHashMap<>();
        each(name -> seen.put(name, takeOver(name)));
        return projects.keySet().stream()
                .map(name ->
                        dynamicTest(
                                name, () -> assertTakenOver(Optional.ofNullable(seen.get(name)))));
    }

    private Seen takeOver(String name) {
        SortedSet<String> made = ids(name);
        peer(name, "up", "-d");
        SortedSet<String> kept = ids(name);
        String listed = peer(name, "ps", "-aq", "--no-trunc");
        String logs = peer(name, "logs", "--no-log-prefix");
        peer(name, "down", "-v");
        return new Seen(made, kept, listed, logs, fleet.remains(host(name), PREFIX + name));
    }

    private static void assertTakenOver(Optional<Seen> maybe) {
        Seen seen = maybe.orElseThrow();
        assertThat(seen.made()).isNotEmpty();
        assertThat(seen.kept()).isEqualTo(seen.made());
        assertThat(seen.listed().lines()).containsExactlyInAnyOrderElementsOf(seen.made());
        assertThat(seen.logs()).contains("here I am");
        assertThat(seen.left()).isEmpty();
    }

    private SortedSet<String> ids(String name) {
        String label = "label=" + ComposeLabels.PROJECT + "=" + PREFIX + name;
        String ids = fleet.docker(host(name), "ps", "-aq", "--no-trunc", "--filter", label);
        return new TreeSet<>(ids.lines().toList());
    }

    private LabHost host(String name) {
        return Optional.ofNullable(projects.get(name)).orElseThrow();
    }

    private String peer(String name, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-f", name + ".yaml"));
        words.addAll(List.of(arguments));
        return fleet.compose(host(name), words.toArray(String[]::new));
    }

    /** Several projects at a time; the first that fails, fails all. */
    private void each(Consumer<String> work) {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> running = new ArrayList<>();
            projects.keySet().forEach(name -> running.add(pool.submit(() -> work.accept(name))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
