package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What keys do at a terminal, to us and to the peer. */
@ExtendWith(TwoHosts.class)
class AttachTest {
    private static final String DETACH = "\u0010\u0011";

    private final Scenario fleet;
    private final LabHost two;
    private final Path docker;

    AttachTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws IOException {
        fleet = new Scenario(folder.resolve("fleet"), hosts);
        two = hosts.two();
        docker = Files.createDirectories(folder.resolve("docker"));
    }

    @BeforeEach
    void up() {
        fleet.file(
                "compose.yaml",
                """
                name: keys
                services:
                  tty:
                    image: lab/toolbox:1
                    command: [sh, -c, "while :; do echo tick; sleep 0.2; done"]
                    tty: true
                    stdin_open: true
                    stop_grace_period: 0s
                  plain:
                    image: lab/toolbox:1
                    command: [sh, -c, "trap 'echo interrupted' INT; trap 'exit 7' QUIT; while :; do echo tick; sleep 0.2; done"]
                    stop_grace_period: 0s
                """);
        gantry("up").run().exits(0);
    }

    @AfterEach
    void down() {
        String oneOff = "label=com.docker.compose.oneoff=True";
        fleet.docker(two, "ps", "-q", "--filter", oneOff)
                .lines()
                .forEach(id -> fleet.docker(two, "rm", "-f", id));
        gantry("down", "--remove-orphans", "--yes").run().exits(0);
        assertThat(fleet.remains(two, "keys")).isEmpty();
    }

    private Map<String, String> environment() {
        return Map.of("DOCKER_HOST", "unix://" + two.socket(), "DOCKER_CONFIG", docker.toString());
    }

    private Command gantry(String... words) {
        return fleet.command(words).with(environment());
    }

    /** The same command line of ours and of the peer. */
    private List<Command> both(String... words) {
        return List.of(gantry(words), fleet.composeCommand(two, words).with(environment()));
    }

    @Test
    void keysDetachFromATerminal() throws Exception {
        for (Command one : both("attach", "tty")) {
            try (PseudoTerminal terminal = PseudoTerminal.of(one)) {
                terminal.awaits("tick", 1);
                terminal.type(DETACH);
                assertThat(terminal.exit()).as("%s", one.words()).isEqualTo(1);
                assertThat(terminal.shown()).contains("read escape sequence");
            }
        }
        assertThat(fleet.inspect(two, "keys-tty-1").map("State").flag("Running")).isTrue();
    }

    @Test
    void othersDoWhereTheySaySo() throws Exception {
        for (Command one : both("attach", "--detach-keys", "ctrl-a,x", "tty")) {
            try (PseudoTerminal terminal = PseudoTerminal.of(one)) {
                terminal.awaits("tick", 1);
                terminal.type(DETACH + "y");
                terminal.awaits("y", 1);
                terminal.type("\u0001x");
                assertThat(terminal.exit()).as("%s", one.words()).isEqualTo(1);
            }
        }
        Files.writeString(docker.resolve("config.json"), "{\"detachKeys\": \"ctrl-b\"}");
        for (Command one : both("exec", "tty", "cat")) {
            try (PseudoTerminal terminal = PseudoTerminal.of(one)) {
                terminal.type("ready\r");
                terminal.awaits("ready", 2);
                terminal.type("\u0002");
                assertThat(terminal.exit()).as("%s", one.words()).isEqualTo(1);
            }
        }
        for (Command one : both("run", "tty", "cat")) {
            try (PseudoTerminal terminal = PseudoTerminal.of(one)) {
                terminal.type("ready\r");
                terminal.awaits("ready", 2);
                terminal.type("\u0002");
                assertThat(terminal.exit()).as("%s", one.words()).isZero();
            }
        }
    }

    @Test
    void ctrlCGoesToAProcessWithoutATerminal() throws Exception {
        for (Command one : both("attach", "plain")) {
            try (PseudoTerminal terminal = PseudoTerminal.of(one)) {
                terminal.awaits("tick", 1);
                terminal.type("\u0003");
                terminal.awaits("interrupted", 1);
                terminal.type("\u0003");
                terminal.awaits("interrupted", 2);
                terminal.type("\u001c");
                // The peer passes the signal on, and ends with what the process ended with or as
                // one that was stopped by a signal,
                // SIGINT or SIGQUIT, whichever it hears of first.
                assertThat(terminal.exit()).as("%s", one.words()).isIn(7, 130, 131);
            }
            fleet.docker(two, "wait", "keys-plain-1");
            assertThat(fleet.inspect(two, "keys-plain-1").map("State").integer("ExitCode", 0))
                    .isEqualTo(7);
            gantry("start", "plain").run().exits(0);
        }
        // The peer ends at the second one.
        Command apart = gantry("attach", "--sig-proxy=false", "plain");
        try (PseudoTerminal terminal = PseudoTerminal.of(apart)) {
            terminal.awaits("tick", 1);
            terminal.type("\u0003");
            assertThat(terminal.exit()).isEqualTo(130);
            assertThat(terminal.shown()).doesNotContain("interrupted");
        }
        gantry("attach", "--detach-keys", "nonsense", "tty").run().exits(64);
    }
}
