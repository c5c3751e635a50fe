package dev.gantry.engine.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.Approach;
import dev.gantry.engine.Approach.Kind;
import dev.gantry.engine.Approach.Step;
import dev.gantry.engine.Approach.Stop;
import dev.gantry.engine.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What OpenSSH 9.2 tells with {@code -v}, each line behind the milliseconds at which it came. */
class SshTraceTest {
    private static final Endpoint.Ssh JUMP =
            new Endpoint.Ssh("", "jump", 0, Endpoint.DEFAULT_SOCKET);
    private static final Endpoint.Ssh GPU =
            new Endpoint.Ssh("root", "gpu", 0, Endpoint.DEFAULT_SOCKET);

    private static final String AT_JUMP =
            """
            1 OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.19 27 Jan 2026
            2 debug1: Reading configuration data /home/crtr/.ssh/config
            3 debug1: Executing proxy command: exec /usr/bin/ssh -v -W '[gpu.lan]:22' jump
            9 debug1: Connecting to jump.lan [10.0.0.1] port 22.
            11 debug1: Connection established.
            12 debug1: Authenticating to jump.lan:22 as 'crtr'
            """;

    private static final String PAST_JUMP =
            AT_JUMP + "150 Authenticated to jump.lan ([10.0.0.1]:22) using \"publickey\".\n";

    private static Approach read(List<Endpoint.Ssh> route, String text, String probe) {
        List<SshTrace.Line> lines =
                text.lines()
                        .map(line -> line.split(" ", 2))
                        .map(parts -> new SshTrace.Line(Long.parseLong(parts[0]), parts[1]))
                        .toList();
        return new SshTrace(route).read(lines, probe);
    }

    @Test
    void eachStepOfEachHopHasItsTime() {
        String text =
                PAST_JUMP
                        + """
                        160 debug1: Authenticating to gpu.lan:22 as 'root'
                        320 Authenticated to gpu.lan (via proxy) using "publickey".
                        330 Transferred: sent 2848, received 3028 bytes, in 0.0 seconds
                        """;
        Approach way = read(List.of(JUMP, GPU), text, "silent");
        assertThat(way.hops()).containsExactly("jump", "gpu");
        assertThat(way.steps())
                .containsExactly(
                        new Step("jump", Kind.NAME, 9),
                        new Step("jump", Kind.CONNECT, 2),
                        new Step("jump", Kind.LOGIN, 139),
                        new Step("gpu", Kind.LOGIN, 170));
        assertThat(way.passed()).isTrue();
    }

    @Test
    void whatTheJumpHostCannotReachIsToldOfTheHostBehindIt() {
        String text =
                PAST_JUMP
                        + """
                        152 channel 0: open failed: connect failed: Connection refused
                        152 stdio forwarding failed
                        153 kex_exchange_identification: Connection closed by remote host
                        154 Connection closed by UNKNOWN port 65535
                        """;
        assertThat(read(List.of(JUMP, GPU), text, "").stop())
                .isEqualTo(
                        new Stop(
                                "gpu",
                                "jump cannot connect to gpu: Connection refused",
                                "look whether gpu is up and its sshd runs, and that jump may forward"
                                        + " connections"));
    }

    @Test
    void theProxysOwnWordsCountAndNotThoseAboutIt() {
        String text =
                """
                9 debug1: Connecting to jump.lan [10.0.0.1] port 22.
                9 debug1: connect to address 10.0.0.1 port 22: Connection refused
                9 ssh: connect to host jump.lan port 22: Connection refused
                10 kex_exchange_identification: Connection closed by remote host
                10 Connection closed by UNKNOWN port 65535
                """;
        Stop stop = read(List.of(JUMP, GPU), text, "").stop();
        assertThat(stop.hop()).isEqualTo("jump");
        assertThat(stop.reason())
                .isEqualTo("ssh: connect to host jump.lan port 22: Connection refused");
    }

    @Test
    void theHopThatRefusesTheKeyIsNamed() {
        String refused = "90 crtr@jump.lan: Permission denied (publickey).\n";
        String text = AT_JUMP + refused + "91 Connection closed by UNKNOWN port 65535\n";
        Approach way = read(List.of(JUMP, GPU), text, "");
        assertThat(way.stop().hop()).isEqualTo("jump");
        assertThat(way.stop().reason()).startsWith("jump accepts none of our keys");
        assertThat(read(List.of(JUMP, GPU), PAST_JUMP + refused, "").stop().reason())
                .startsWith("root@gpu accepts none of our keys");
    }

    @Test
    void aChangedHostKeyIsToldWithoutTheTalk() {
        String text =
                """
                4 debug1: Connecting to gpu.lan [10.0.0.2] port 22.
                5 debug1: Connection established.
                30 @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
                30 Offending ED25519 key in /home/crtr/.ssh/known_hosts:7
                31 Host key verification failed.
                """;
        Approach way = read(List.of(GPU), text, "");
        assertThat(way.steps()).hasSize(2);
        assertThat(way.stop().reason())
                .isEqualTo(
                        "the host key of gpu has changed (known: /home/crtr/.ssh/known_hosts:7)");
    }

    @Test
    void theLastWordsAreThoseOfTheFailureAndNotOfTheTalk() {
        String text =
                """
                4 debug1: Connecting to gpu.lan [10.0.0.2] port 22.
                7 debug1: connect to address 10.0.0.2 port 22: Connection refused
                7 ssh: connect to host gpu.lan port 22: Connection refused
                8 debug1: Exit status -1
                """;
        assertThat(read(List.of(GPU), text, "").stop().reason())
                .isEqualTo("ssh: connect to host gpu.lan port 22: Connection refused");
        assertThat(read(List.of(GPU), "3 debug1: Reading\n", "").stop().reason())
                .isEqualTo("ssh to root@gpu ended");
    }

    @Test
    void whatTheProbeSaysAboutTheSocketEndsTheWay() {
        String in = "20 Authenticated to gpu ([10.0.0.2]:22).\n";
        assertThat(read(List.of(GPU), in, "denied").stop().reason())
                .isEqualTo("no permission to use /var/run/docker.sock on gpu");
        assertThat(read(List.of(GPU), in, "absent").passed()).isFalse();
        assertThat(read(List.of(GPU), in, "This account is not available.").passed()).isTrue();
    }

    @Test
    void jumpHostsAreReadFromSshsOwnConfiguration() {
        assertThat(SshRoute.jumps("user root\nproxyjump crtr@jump:2222,[fd00::1]\nport 22\n"))
                .containsExactly(
                        new Endpoint.Ssh("crtr", "jump", 2222, Endpoint.DEFAULT_SOCKET),
                        new Endpoint.Ssh("", "fd00::1", 0, Endpoint.DEFAULT_SOCKET));
        assertThat(SshRoute.jumps("hostname gpu\nproxyjump none\n")).isEmpty();
        assertThat(SshRoute.jumps("hostname gpu\n")).isEmpty();
    }
}
