package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Fifty services behind an sshd that takes four sessions a connection and three logins at once. */
@ExtendWith(TwoHosts.class)
class SshLimitsTest {
    private static final int SERVICES = 50;
    private static final String LOG = "/var/log/sshd-limits.log";
    private static final Pattern CONNECTION = Pattern.compile("(?m)^Connection from .* port \\d+");

    private final Scenario fleet;
    private final LabHost two;

    SshLimitsTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        fleet = new Scenario(folder, hosts);
        two = hosts.two();
    }

    @BeforeEach
    void limit() {
        StringBuilder services = new StringBuilder("services:\n");
        for (int n = 1; n <= SERVICES; n++) {
            services.append("  s%d:\n".formatted(n))
                    .append("    image: lab/toolbox:1\n    init: true\n    stop_grace_period: 0s\n")
                    .append(
                            "    command: [sh, -c, 'echo said by s%d; exec sleep infinity']\n"
                                    .formatted(n));
        }
        fleet.file("compose.yaml", services.toString());
        fleet.file(
                "gantry.yaml",
                """
                fleet: many
                hosts: {two: {engine: "${TWO}"}}
                stacks: {fifty: {compose: [compose.yaml], hosts: [two]}}
                """);
        sshd("-o MaxSessions=4 -o MaxStartups=3 -o LogLevel=VERBOSE -E " + LOG);
    }

    @AfterEach
    void clean() {
        sshd("-E /var/log/sshd.log");
        fleet.gantry("down", "--yes").exits(0);
    }

    /** Starts the host's sshd anew. */
    private void sshd(String options) {
        two.run(
                "sh",
                "-c",
                "kill $(cat /run/sshd.pid) && while [ -e /run/sshd.pid ]; do sleep 0.1; done; : >"
                        + LOG
                        + "; /usr/sbin/sshd "
                        + options);
    }

    /** What one command costs the host. */
    private String within(int connections, String... command) {
        int before = connections();
        String output = fleet.gantry(command).exits(0).output();
        assertThat(connections() - before)
                .as("connections of %s", List.of(command))
                .isBetween(1, connections);
        return output;
    }

    private int connections() {
        return (int) CONNECTION.matcher(two.run("cat", LOG)).results().count();
    }

    @Test
    void everyVerbMakesDoWithOneConnection() {
        within(1, "up");
        assertThat(within(1, "ps", "-q").lines()).hasSize(SERVICES);
        String logs = within(1, "logs", "--no-log-prefix");
        for (int n = 1; n <= SERVICES; n++) {
            assertThat(logs.lines()).contains("said by s" + n);
        }
        within(1, "stats", "--no-stream");
        within(1, "plan");
        within(1, "restart");
        within(1, "down");
        assertThat(fleet.remains(two, "many-fifty")).isEmpty();
    }
}
