package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What engines, ssh and files refuse: told with the place, the reason and the next command, while
 * the other host is brought up, and without a half-made change on this one.
 */
@ExtendWith(TwoHosts.class)
class RefusalsTest {
    private static final String GOOD = "services: {cache: {image: \"lab/valkey:1\"}}\n";

    private final Path folder;
    private final Scenario fleet;
    private final LabHost one;
    private final LabHost two;

    RefusalsTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.folder = folder;
        fleet = new Scenario(folder, hosts);
        one = hosts.one();
        two = hosts.two();
    }

    @BeforeEach
    void write() {
        fleetWith("${TWO}");
        fleet.file("service.yaml", GOOD);
    }

    @AfterEach
    void clean() {
        fleetWith("${TWO}");
        fleet.file("service.yaml", GOOD);
        fleet.gantry("down", "-v", "--yes", "--remove-orphans").exits(0);
    }

    private void fleetWith(String engine) {
        fleet.file(
                "gantry.yaml",
                """
                fleet: refusals
                hosts:
                  one: {engine: "${ONE}"}
                  two: {engine: "%s"}
                stacks:
                  near: {compose: [service.yaml], hosts: [one]}
                  far: {compose: [service.yaml], hosts: [two]}
                """
                        .formatted(engine));
    }

    @Test
    void aRefusedKeyStopsItsHostOnly() {
        fleetWith("ssh://daemon@" + two.address());
        upBringsUpOnlyTheOther(
                fleet.gantry("up"),
                "error: host two cannot be reached: daemon@" + two.address(),
                "accepts none of our keys",
                "hint: try ssh daemon@" + two.address() + "; load the key (ssh-add)");
    }

    @Test
    void anUnknownHostKeyStopsItsHostOnly() throws IOException {
        Path ssh = Files.createFile(folder.resolve("ssh"));
        assertThat(ssh.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                ssh,
                """
                #!/bin/sh
                case "$*" in
                    *%s*) exec %s -o UserKnownHostsFile=/dev/null "$@" ;;
                    *) exec %2$s "$@" ;;
                esac
                """
                        .formatted(two.address(), fleet.hosts().lab().ssh()));
        upBringsUpOnlyTheOther(
                fleet.command("up").with(Map.of("GANTRY_SSH", ssh.toString())).run(),
                "error: host two cannot be reached: the host key of "
                        + two.address()
                        + " is not known",
                "hint: look at it and accept it once: ssh root@" + two.address());
    }

    @Test
    void aDeadEngineStopsItsHostOnly() {
        two.killEngine();
        try {
            upBringsUpOnlyTheOther(
                    fleet.gantry("up"),
                    "error: host two cannot be reached: nothing answers at /var/run/docker.sock",
                    "hint: look whether Docker runs there: ssh root@" + two.address());
        } finally {
            two.startEngine();
        }
        fleet.gantry("up").exits(0);
        fleet.gantry("plan").exits(0);
    }

    private void upBringsUpOnlyTheOther(Command.Run up, String... words) {
        up.exits(3);
        assertThat(up.error()).contains(words).contains("left out: far@two: host two");
        assertThat(running(one)).isEqualTo("refusals-near-cache-1\n");
        fleet.gantry("plan", "--host", "one").exits(0);
    }

    @Test
    void whenNoHostAnswersNothingIsDone() {
        fleetWith("ssh://daemon@" + two.address());
        Command.Run up = fleet.gantry("up", "--host", "two").exits(1);
        assertThat(up.error()).endsWith("Nothing was done.\n");
        assertThat(fleet.remains(one, "refusals-near")).isEmpty();
        assertThat(fleet.remains(two, "refusals-far")).isEmpty();
    }

    @Test
    void aMissingImageStopsWhatNeedsItOnly() {
        fleet.file(
                "service.yaml",
                """
                services:
                  cache: {image: "lab/valkey:1"}
                  absent: {image: "lab/absent:1"}
                  needy: {image: "lab/valkey:1", depends_on: [absent]}
                """);
        Command.Run up = fleet.gantry("up", "--host", "two").exits(3);
        assertThat(up.error())
                .contains(
                        "error: two: image lab/absent:1: cannot pull image lab/absent:1 on two: ",
                        "docker save lab/absent:1 | docker -H " + two.endpoint() + " load",
                        "Running the same command again goes on from here.");
        assertThat(running(two)).isEqualTo("refusals-far-cache-1\n");
    }

    @Test
    void anImageThatMustNotBePulledLeavesItsStackOut() {
        Path socket = folder.resolve("engine.sock");
        try (WireTap tap = WireTap.open(socket, one.socket())) {
            fleet.file(
                    "compose.yaml",
                    "services: {web: {image: \"lab/absent:1\", pull_policy: never}}\n");
            Command.Run up = aStack(socket, "up").exits(1);
            assertThat(up.error())
                    .contains(
                            "image \"lab/absent:1\" of service web is not on host local and must"
                                    + " not be pulled: load it there (docker load)",
                            "Nothing was done.");
            assertThat(tap.requests()).isNotEmpty();
            assertThat(tap.mutations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    services: {web: {image: [}}                         | compose.yaml:1:26: error:
                    services: {web: {imagee: x}}                        | compose.yaml:1:18: error:
                    services: {web: {image: x, env_file: [gone]}}       | compose.yaml:1:39: error:
                    services: {web: {image: "x:${NO_SUCH_VARIABLE:?}"}} | compose.yaml:1:25: error:
                    services: {web: {image: x, depends_on: [web]}}      | compose.yaml:1:41: error:
                    """)
    void wrongFilesReachNoEngine(String compose, String place) {
        Path socket = folder.resolve("engine.sock");
        try (WireTap tap = WireTap.open(socket, one.socket())) {
            fleet.file("compose.yaml", compose + "\n");
            assertThat(aStack(socket, "up").exits(65).error()).startsWith(place);
            assertThat(tap.requests()).isEmpty();

            // The tap would have heard it:
            fleet.file("compose.yaml", GOOD);
            aStack(socket, "plan").exits(2);
            assertThat(tap.requests()).isNotEmpty();
        }
    }

    /** A folder with a Compose file alone, on the engine behind a socket. */
    private Command.Run aStack(Path socket, String... words) {
        try {
            Files.deleteIfExists(folder.resolve("gantry.yaml"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return fleet.command(words).with(Map.of("DOCKER_HOST", "unix://" + socket)).run();
    }

    private String running(LabHost host) {
        return fleet.docker(host, "ps", "--format", "{{.Names}}", "--filter", "name=refusals-");
    }
}
