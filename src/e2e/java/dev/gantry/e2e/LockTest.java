package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time changes a stack on a host. */
@ExtendWith(TwoHosts.class)
class LockTest {
    private static final String SLOW = "turns-on-slow-1";

    private final Scenario fleet;
    private final LabHost one;

    LockTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        one = hosts.one();
    }

    @BeforeEach
    void write() {
        fleet.file(
                "gantry.yaml",
                """
                fleet: turns
                hosts: {one: {engine: "${ONE}"}}
                stacks: {on: {compose: [compose.yaml]}}
                """);
        // Ready only when the test says so.
        fleet.file(
                "compose.yaml",
                """
                services:
                  slow:
                    image: lab/toolbox:1
                    init: true
                    command: [sleep, infinity]
                    stop_grace_period: 0s
                    healthcheck: {test: ["CMD-SHELL", "test -e /tmp/ready"], interval: 500ms, retries: 1000}
                """);
    }

    @AfterEach
    void clean() {
        fleet.gantry("unlock", "-f").exits(0);
        fleet.gantry("down", "-v", "--yes").exits(0);
        assertThat(locks()).isEmpty();
    }

    private String locks() {
        return fleet.docker(one, "volume", "ls", "-q", "--filter", "name=gantry-lock-");
    }

    /** An {@code up} that waits for the test. */
    private Process underWay() throws IOException {
        Process up = fleet.command("up").start();
        BufferedReader error = up.errorReader();
        String line = "";
        while (!line.contains(SLOW + ": health: starting")) {
            line = error.readLine();
            assertThat(line).isNotNull();
        }
        return up;
    }

    private void ready() {
        fleet.docker(one, "exec", SLOW, "touch", "/tmp/ready");
    }

    @Test
    void whoeverComesSecondIsToldWhoIsAtWork() throws IOException, InterruptedException {
        Process first = underWay();
        String said = fleet.gantry("down").exits(1).error();
        assertThat(said)
                .contains("stack on on host one is being changed by ")
                .contains("(process ")
                .contains(" ago")
                .contains("--lock-timeout")
                .contains("gantry unlock");
        ready();
        assertThat(first.waitFor()).isZero();
        assertThat(locks()).isEmpty();
        fleet.gantry("up").exits(0);
    }

    @Test
    void whoeverWaitsGoesOnWhenTheOtherIsDone() throws IOException, InterruptedException {
        Process first = underWay();
        Process second = fleet.command("down", "--lock-timeout", "120").start();
        try (BufferedReader error = second.errorReader()) {
            assertThat(error.readLine()).startsWith("Waiting: stack on on host one is being");
            ready();
            assertThat(first.waitFor()).isZero();
            assertThat(error.lines()).anyMatch(line -> line.contains(SLOW + ": removed"));
        }
        assertThat(second.waitFor()).isZero();
        assertThat(fleet.remains(one, "turns-on")).isEmpty();
    }

    @Test
    void theLockOfAKilledRunIsTakenOver() throws IOException, InterruptedException {
        Process first = underWay();
        first.toHandle().destroyForcibly();
        first.waitFor();
        assertThat(locks()).isEqualTo("gantry-lock-turns-on\n");
        ready();
        assertThat(fleet.gantry("up").exits(0).error())
                .contains("Continuing what ")
                .contains(" left unfinished: stack on on host one");
    }

    @Test
    void theLockOfAKilledRunGoesEvenIfNothingIsLeftToDo() throws IOException, InterruptedException {
        Process first = underWay();
        first.toHandle().destroyForcibly();
        first.waitFor();
        ready();
        fleet.compose(one, "-p", "turns-on", "up", "--wait");
        fleet.gantry("plan").exits(0);
        assertThat(locks()).isNotEmpty();
        fleet.gantry("up").exits(0);
        assertThat(locks()).isEmpty();
    }

    @Test
    void onlyAPersonUnlocksWhatAnotherMachineLocked() {
        String[] lock = {
            "volume",
            "create",
            "--label",
            "dev.gantry.lock.token=theirs",
            "--label",
            "dev.gantry.lock.person=ada@elsewhere",
            "--label",
            "dev.gantry.lock.machine=elsewhere",
            "--label",
            "dev.gantry.lock.boot=1",
            "--label",
            "dev.gantry.lock.process=1",
            "--label",
            "dev.gantry.lock.since=2020-01-01T00:00:00Z",
            "gantry-lock-turns-on"
        };
        fleet.docker(one, lock);
        assertThat(fleet.gantry("up").exits(1).error())
                .contains("is being changed by ada@elsewhere (process 1), begun ")
                .contains("years ago");
        assertThat(fleet.gantry("unlock").exits(64).error()).contains("ada@elsewhere");
        assertThat(fleet.gantry("unlock", "--force").exits(0).error())
                .contains("Unlocked stack on@one.");
        assertThat(fleet.gantry("unlock").exits(0).error()).contains("Nothing is locked.");
    }
}
