package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as a terminal sends it: the work ends soon and in order, and can be gone on with. */
@ExtendWith(TwoHosts.class)
class InterruptTest {
    private static final int SOON_SECONDS = 5;

    private final Scenario fleet;

    InterruptTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
    }

    @BeforeEach
    void write() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: interrupt
                hosts: {one: {engine: "${ONE}"}}
                stacks: {shop: {compose: [shop.yaml]}}
                """);
        // Ready only when the test says so.
        fleet.file(
                "shop.yaml",
                """
                services:
                  slow:
                    image: lab/valkey:1
                    healthcheck: {test: ["CMD-SHELL", "test -e /tmp/ready"], interval: 500ms, retries: 1000}
                  after:
                    image: lab/valkey:1
                    depends_on: {slow: {condition: service_healthy}}
                """);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "-v", "--yes").exits(0);
    }

    @Test
    void upEndsSoonAndSaysWhatIsDoneAndWhatIsNot() throws IOException, InterruptedException {
        Process up = interruptible("up").start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader error = up.errorReader()) {
            readUntil(error, "container interrupt-shop-slow-1: health: starting", lines);
            endsOnInterrupt(up);
            error.lines().forEach(lines::add);
        }
        assertThat(lines)
                .anyMatch(line -> line.contains("container interrupt-shop-slow-1: started in"))
                .anyMatch(line -> line.contains("container interrupt-shop-after-1: not done: "))
                .anyMatch(line -> line.startsWith("stopped by you: "))
                .last()
                .isEqualTo("Running the same command again goes on from here.");
        goOn();
    }

    private void goOn() {
        String slow = "interrupt-shop-slow-1";
        String before = fleet.inspect(fleet.hosts().one(), slow).text("Id");
        fleet.docker(fleet.hosts().one(), "exec", slow, "touch", "/tmp/ready");
        fleet.gantry("up").exits(0);
        assertThat(fleet.inspect(fleet.hosts().one(), slow).text("Id")).isEqualTo(before);
        fleet.gantry("plan").exits(0);
    }

    @Test
    void followedLogsEndAtOnce() throws IOException, InterruptedException {
        fleet.file("shop.yaml", "services: {slow: {image: \"lab/valkey:1\"}}\n");
        fleet.gantry("up").exits(0);
        Process logs = interruptible("logs", "-f").start();
        try (BufferedReader output = logs.inputReader()) {
            readUntil(output, "Ready to accept connections", new ArrayList<>());
            endsOnInterrupt(logs);
        }
        try (BufferedReader error = logs.errorReader()) {
            assertThat(error.lines()).isEmpty();
        }
    }

    @Test
    void followedLogsGoOnAfterARestartAndEndWithTheContainer()
            throws IOException, InterruptedException {
        fleet.file("shop.yaml", "services: {slow: {image: \"lab/valkey:1\"}}\n");
        fleet.gantry("up").exits(0);
        String ready = "Ready to accept connections";
        Process logs = fleet.command("logs", "-f").start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = logs.inputReader()) {
            readUntil(output, ready, lines);
            fleet.gantry("restart").exits(0);
            readUntil(output, ready, lines);
            fleet.gantry("stop").exits(0);
            output.lines().forEach(lines::add);
        }
        assertThat(lines).filteredOn(line -> line.contains(ready)).hasSize(2);
        assertThat(logs.waitFor()).isZero();
    }

    /** A shell that runs tests in the background may have taught its children to ignore SIGINT. */
    private Command interruptible(String... arguments) {
        Command plain = fleet.command(arguments);
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(plain.words());
        return new Command(plain.directory(), plain.environment(), words);
    }

    private static void readUntil(BufferedReader from, String words, List<String> lines)
            throws IOException {
        String line = "";
        while (!line.contains(words)) {
            line = from.readLine();
            assertThat(line).as("a line with \"%s\" after %s", words, lines).isNotNull();
            lines.add(line);
        }
    }

    private void endsOnInterrupt(Process process) throws InterruptedException {
        Command.of(fleet.folder(), "kill", "-INT", Long.toString(process.pid())).run().exits(0);
        boolean ended = process.waitFor(SOON_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("ended within %s s", SOON_SECONDS).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
    }
}
