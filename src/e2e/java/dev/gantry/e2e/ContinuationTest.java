package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An {@code up} that comes to a violent end after any of its requests is continued by the next one,
 * to the end that it would have had: nothing twice, nothing left over, no volume lost.
 */
@ExtendWith(TwoHosts.class)
class ContinuationTest {
    private static final List<Integer> DONE = List.of(0);
    private static final List<Integer> ENGINE_GONE = List.of(1, 3);
    private static final String[] UP = {"up", "--remove-orphans"};

    private final Scenario fleet;
    private final TwoHosts.Hosts hosts;
    private final Path socket;
    private LabHost machine;

    ContinuationTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        this.hosts = hosts;
        machine = hosts.one();
        socket = folder.resolve("tapped.sock");
    }

    private void settle(LabHost host) {
        machine = host;
        endpoint("unix://" + machine.socket());
        write("b");
        fleet.gantry(UP).exits(0);
        write("a");
        fleet.gantry(UP).exits(0);
    }

    @AfterEach
    void clean() {
        machine.heal();
        machine.startEngine();
        endpoint("unix://" + machine.socket());
        fleet.gantry("down", "-v", "--remove-orphans", "--yes").exits(0);
    }

    private void endpoint(String engine) {
        fleet.file(
                "gantry.yaml",
                """
                fleet: go
                hosts: {machine: {engine: "%s"}}
                stacks: {on: {compose: [compose.yaml]}}
                """
                        .formatted(engine));
    }

    /** Two versions, each with something of every kind that the other has not. */
    private void write(String version) {
        fleet.file(
                "compose.yaml",
                """
                x-sleeper: &sleeper
                  image: lab/toolbox:1
                  command: [sleep, infinity]
                  init: true
                  stop_grace_period: 0s
                  environment: {VERSION: %1$s}
                services:
                  data:
                    <<: *sleeper
                    volumes: ["kept:/kept", "/unnamed"]
                    networks: [back, default]
                  files:
                    <<: *sleeper
                    depends_on: [data]
                    configs: [greeting]
                  shared:
                    <<: *sleeper
                    network_mode: service:data
                  many:
                    <<: *sleeper
                    scale: %2$d
                  only-%1$s:
                    <<: *sleeper
                    configs: [greeting]
                configs: {greeting: {content: "hello"}}
                networks: {back: {labels: {version: %1$s}}}
                volumes: {kept: {}}
                """
                        .formatted(version, version.equals("a") ? 1 : 2));
    }

    private List<String> state() {
        return HostState.of(fleet, machine, "go-on");
    }

    /** The ends of the undisturbed ways from a to b and back. */
    private record Ends(List<String> a, List<String> b, int requests) {
        List<String> of(String version) {
            return version.equals("a") ? a : b;
        }
    }

    private Ends undisturbed(WireTap tap) {
        List<String> a = state();
        write("b");
        tap.forget();
        fleet.gantry(UP).exits(0);
        return new Ends(a, state(), tap.mutations().size());
    }

    @Test
    void afterTheProgramWasKilledAtAnyRequest() {
        settle(hosts.one());
        try (WireTap tap = WireTap.open(socket, machine.socket())) {
            endpoint("unix://" + socket);
            Ends ends = undisturbed(tap);
            assertThat(ends.requests()).isGreaterThan(30);
            String next = "a";
            for (int requests = 1; requests <= ends.requests(); requests++) {
                write(next);
                killedAfter(tap, requests);
                fleet.gantry(UP).exits(0);
                assertThat(state())
                        .as("%s, killed after request %s", next, requests)
                        .containsExactlyElementsOf(ends.of(next));
                next = next.equals("a") ? "b" : "a";
            }
            fleet.gantry("plan").exits(0);
        }
    }

    private void killedAfter(WireTap tap, int requests) {
        CompletableFuture<Process> program = new CompletableFuture<>();
        tap.disasterAfter(requests, () -> program.join().toHandle().destroyForcibly());
        Command up = fleet.command(UP);
        program.complete(up.start());
        Command.Run run = up.await(program.join());
        if (tap.struck()) {
            run.exits(128 + 9);
        } else {
            run.exits(0);
        }
        tap.disasterAfter(Integer.MAX_VALUE, () -> {});
    }

    /**
     * An engine that comes up again has stopped the containers that ran. Not the older one: killed
     * while it makes a network, it panics in libnetwork's {@code reservePools} at every start.
     */
    @Test
    void afterTheEngineWasKilledAtAnyRequest() {
        settle(hosts.two());
        try (WireTap tap = WireTap.open(socket, machine.socket())) {
            endpoint("unix://" + socket);
            Ends ends = undisturbed(tap);
            String next = "a";
            for (int requests = 1; requests <= ends.requests(); requests++) {
                write(next);
                tap.disasterAfter(requests, machine::killEngine);
                Command.Run run = fleet.gantry(UP);
                assertThat(run.exit()).as(run.error()).isIn(tap.struck() ? ENGINE_GONE : DONE);
                tap.disasterAfter(Integer.MAX_VALUE, () -> {});
                machine.startEngine();
                continued();
                assertThat(state())
                        .as("%s, engine killed after request %s", next, requests)
                        .containsExactlyElementsOf(ends.of(next));
                next = next.equals("a") ? "b" : "a";
            }
            fleet.gantry("plan").exits(0);
        }
    }

    /**
     * For some seconds after it is back the engine still clears away what had run when it was
     * killed, and may end a container of that name that was started since: then once more.
     */
    private void continued() {
        Command.Run run = fleet.gantry(UP);
        if (run.exit() != 0) {
            assertThat(run.exit()).as(run.error()).isEqualTo(3);
            fleet.gantry(UP).exits(0);
        }
    }

    /** The tap is on the machine itself, and the way to it over the network. */
    @Test
    void afterTheNetworkWasCut() {
        settle(hosts.one());
        Path inside = Path.of("/run/tapped.sock");
        try (WireTap tap =
                WireTap.open(machine.root().resolve("run/tapped.sock"), machine.socket())) {
            endpoint(machine.endpoint() + inside);
            fleet.gantry(UP).exits(0);
            Ends ends = undisturbed(tap);
            write("a");
            tap.disasterAfter(ends.requests() / 2, machine::cut);
            Command.Run run = fleet.gantry(UP);
            tap.disasterAfter(Integer.MAX_VALUE, () -> {});
            assertThat(run.exit()).as(run.error()).isIn(1, 3);
            machine.heal();
            fleet.gantry(UP).exits(0);
            assertThat(state()).containsExactlyElementsOf(ends.a());
            fleet.gantry("plan").exits(0);
        }
    }
}
