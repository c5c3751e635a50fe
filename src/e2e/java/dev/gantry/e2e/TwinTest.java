package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.lab.EngineKind;
import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Docker Compose and Gantry make the same of a Compose file: each project below {@code
 * src/e2e/resources/twin} is created by one, then by the other, in the same folder and on the same
 * engine, and {@code docker inspect} tells no difference between the two.
 */
@ExtendWith(TwoHosts.class)
class TwinTest {
    private static final Path PROJECTS = Path.of("src/e2e/resources/twin");

    /** What Docker Compose makes only at a current engine. */
    private static final String CURRENT = "current.yaml";

    private static final String FROM_ENGINE = "Error response from daemon: ";
    private static final String REFUSED = "refused.yaml";

    /** Others extend it. */
    private static final String BASE = "base.yaml";

    private final Scenario scenario;
    private final Path folder;
    private final List<LabHost> hosts;

    TwinTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        this.scenario = new Scenario(folder, hosts);
        this.hosts = List.of(hosts.one(), hosts.two());
    }

    /** The files, here and at the same place of each host, and what the projects expect there. */
    @BeforeEach
    void prepare() throws IOException {
        copy(folder);
        for (LabHost host : hosts) {
            Path there = host.root().resolve(Path.of("/").relativize(folder));
            Files.createDirectories(there.resolve("data"));
            copy(there);
            String options = "create --name stranger --ipc shareable -v /its-own lab/toolbox:1";
            scenario.docker(host, options.split(" "));
            scenario.docker(host, "volume", "create", "twin-outside");
        }
    }

    private static void copy(Path to) throws IOException {
        for (Path file : files()) {
            Files.copy(file, to.resolve(file.getFileName().toString()));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(PROJECTS)) {
            return files.sorted().toList();
        }
    }

    @AfterEach
    void clean() {
        for (LabHost host : hosts) {
            scenario.docker(host, "rm", "-f", "-v", "stranger");
            scenario.docker(host, "volume", "rm", "twin-outside");
        }
    }

    @TestFactory
    Stream<DynamicNode> projects() throws IOException {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .filter(file ->
                        file.endsWith(".yaml") && !file.equals(REFUSED) && !file.equals(BASE))
                .flatMap(file ->
                        hosts.stream()
                                .filter(host -> can(host, file))
                                .map(host -> project(host, file)));
    }

    private static boolean can(LabHost host, String file) {
        return !file.equals(CURRENT) || host.engine() == EngineKind.DOCKER28;
    }

    private DynamicNode project(LabHost host, String file) {
        return dynamicContainer(
                file + " on " + host.engine().word(),
                Stream.of(file).flatMap(one -> comparisons(host, one)));
    }

    private Stream<DynamicTest> comparisons(LabHost host, String file) {
        String project = "twin-" + file.substring(0, file.length() - ".yaml".length());
        Inspection peers =
                made(host, file, project, () -> scenario.compose(host, "-f", file, "create"));
        Inspection ours =
                made(host, file, project, () -> gantry(host, "-f", file, "up", "--no-start"));
        assertThat(peers.parts()).as("parts of %s", file).isNotEmpty();
        TreeSet<String> parts = new TreeSet<>(peers.parts().keySet());
        parts.addAll(ours.parts().keySet());
        return parts.stream().map(part -> dynamicTest(part, () -> same(peers, ours, part)));
    }

    private Inspection made(LabHost host, String file, String project, Runnable maker) {
        try {
            maker.run();
            return Inspection.of(scenario, host, project);
        } finally {
            gantry(host, "-f", file, "down", "-v", "--yes");
        }
    }

    private void gantry(LabHost host, String... arguments) {
        command(host, arguments).run().exits(0);
    }

    private Command command(LabHost host, String... arguments) {
        return Command.gantry(folder, arguments)
                .with(Map.of("DOCKER_HOST", "unix://" + host.socket()));
    }

    private static void same(Inspection peers, Inspection ours, String part) {
        MapNode nothing = Json.object().build();
        assertThat(
                        Differences.between(
                                peers.parts().getOrDefault(part, nothing),
                                ours.parts().getOrDefault(part, nothing)))
                .isEmpty();
    }

    /** What an engine cannot do it says to both, and both hand it on. */
    @TestFactory
    Stream<DynamicNode> refusals() {
        return hosts.stream()
                .map(host ->
                        dynamicContainer(
                                REFUSED + " on " + host.engine().word(),
                                Stream.of(host).flatMap(this::refusals)));
    }

    private Stream<DynamicTest> refusals(LabHost host) {
        String ours = command(host, "-f", REFUSED, "up", "--no-start").run().exits(1).error();
        assertThat(scenario.remains(host, "twin-refused")).isEmpty();
        return scenario.compose(host, "-f", REFUSED, "config", "--services")
                .lines()
                .map(service -> dynamicTest(service, () -> refused(host, service, ours)));
    }

    private void refused(LabHost host, String service, String ours) {
        Command.Run peers = scenario.composeCommand(host, "-f", REFUSED, "create", service).run();
        assertThat(peers.exit()).isNotZero();
        String last = peers.error().strip().lines().toList().getLast();
        assertThat(last).startsWith(FROM_ENGINE);
        assertThat(ours)
                .containsPattern(
                        "error: local: container twin-refused-"
                                + service
                                + "-1: .*"
                                + Pattern.quote(last.substring(FROM_ENGINE.length())));
    }
}
