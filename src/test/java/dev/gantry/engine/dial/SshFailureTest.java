package dev.gantry.engine.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.UnreachableException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What OpenSSH 9 and 10 write, and the line and the command that come of it. */
class SshFailureTest {
    private static final Endpoint.Ssh BOX =
            new Endpoint.Ssh("crtr", "box", 0, Endpoint.DEFAULT_SOCKET);
    private static final Endpoint.Ssh PORT =
            new Endpoint.Ssh("", "box", 2222, Endpoint.DEFAULT_SOCKET);

    private static void reads(Endpoint.Ssh host, String errors, String reason, String next) {
        UnreachableException told = SshFailure.ofExit(host, errors.replace("\n", "\r\n"));
        assertThat(told).hasMessage(reason);
        assertThat(told.next()).isEqualTo(next);
    }

    @Test
    void anUnknownHostKey() {
        reads(
                BOX,
                """
                No ED25519 host key is known for box and you have requested strict checking.
                Host key verification failed.
                """,
                "the host key of box is not known",
                "look at it and accept it once: ssh crtr@box");
        reads(
                PORT,
                "Host key verification failed.\n",
                "the host key of box is not known",
                "look at it and accept it once: ssh -p 2222 box");
    }

    @Test
    void aChangedHostKey() {
        String errors =
                """
                @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
                @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
                @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
                IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
                Add correct host key in /home/crtr/.ssh/known_hosts to get rid of this message.
                Offending ED25519 key in /home/crtr/.ssh/known_hosts:7
                Host key for box has changed and you have requested strict checking.
                Host key verification failed.
                """;
        reads(
                BOX,
                errors,
                "the host key of box has changed (known: /home/crtr/.ssh/known_hosts:7)",
                "if the host was set up anew: ssh-keygen -R box, then ssh crtr@box; otherwise"
                        + " somebody stands between");
        assertThat(SshFailure.ofExit(PORT, errors).next()).contains("ssh-keygen -R \"[box]:2222\"");
    }

    @Test
    void aRefusedKey() {
        reads(
                BOX,
                """
                Warning: Permanently added 'box' (ED25519) to the list of known hosts.
                crtr@box: Permission denied (publickey,password).
                """,
                "crtr@box accepts none of our keys (crtr@box: Permission denied"
                        + " (publickey,password).)",
                "try ssh crtr@box; load the key (ssh-add) or copy it (ssh-copy-id)");
    }

    @Test
    void aHostThatIsNotThere() {
        Map.of(
                        "Could not resolve hostname box: Name or service not known",
                        "check the name, or write the address",
                        "connect to host box port 22: Connection refused",
                        "start sshd there (sudo systemctl start ssh), or write the port that it has",
                        "connect to host box port 22: No route to host",
                        "look whether box is up, and its network, VPN and firewall",
                        "connect to host box port 22: Connection timed out",
                        "look whether box is up, and its network, VPN and firewall")
                .forEach(
                        (words, next) -> reads(BOX, "ssh: " + words + "\n", "ssh: " + words, next));
    }

    @Test
    void whatIsNotKnownIsRepeated() {
        reads(
                BOX,
                """
                kex_exchange_identification: Connection closed by remote host
                Connection closed by 10.0.0.1 port 22
                """,
                "ssh: Connection closed by 10.0.0.1 port 22",
                "try ssh crtr@box");
        reads(
                BOX,
                "Timeout, server box not responding.\n",
                "ssh: Timeout, server box not responding.",
                "try ssh crtr@box");
        reads(BOX, "", "ssh to crtr@box ended", "try ssh crtr@box");
    }

    @Test
    void aForwardThatTheHostDoesNotAllowIsToldFromASocketThatDoesNotAnswer() {
        String prohibited = "channel 2: open failed: administratively prohibited: open failed\n";
        String nobody = "channel 2: open failed: connect failed: open failed\n";
        assertThat(SshFailure.forwardingRefused(prohibited)).isTrue();
        assertThat(SshFailure.forwardingRefused("channel 1: open failed: unknown channel type: \n"))
                .isTrue();
        assertThat(SshFailure.forwardingRefused(nobody)).isFalse();
        assertThat(SshFailure.socketRefused(nobody)).isTrue();
    }

    @Test
    void theProbesWordIsToldAsAReason() {
        assertThat(SshFailure.ofSocket(BOX, "absent"))
                .hasMessage(
                        "there is no Docker on box: neither the socket /var/run/docker.sock nor the"
                                + " program");
        assertThat(SshFailure.ofSocket(BOX, "missing"))
                .hasMessage("there is no socket /var/run/docker.sock on box")
                .returns(
                        "start Docker there: ssh crtr@box sudo systemctl start docker",
                        UnreachableException::next);
        assertThat(SshFailure.ofSocket(BOX, "denied"))
                .hasMessage("no permission to use /var/run/docker.sock on box")
                .returns(
                        "add the user to its group there: sudo usermod -aG docker crtr",
                        UnreachableException::next);
        for (String word : new String[] {"silent", "", "Welcome!"}) {
            assertThat(SshFailure.ofSocket(BOX, word))
                    .hasMessage("nothing answers at /var/run/docker.sock on box");
        }
    }
}
