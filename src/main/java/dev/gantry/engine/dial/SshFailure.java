package dev.gantry.engine.dial;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.UnreachableException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Tells in one line why {@code ssh} (OpenSSH) failed, from what it wrote to standard error. */
final class SshFailure {
    private static final Set<String> REASONS = Set.of("missing", "absent", "denied");

    private SshFailure() {}

    /** Why the ssh process ended. */
    static UnreachableException ofExit(Endpoint.Ssh host, String errors) {
        if (errors.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return new UnreachableException(
                    "the host key of " + host.host() + " has changed" + offending(errors),
                    "if the host was set up anew: ssh-keygen -R "
                            + knownName(host)
                            + ", then "
                            + once(host)
                            + "; otherwise somebody stands between");
        }
        if (errors.contains("Host key verification failed")
                || errors.contains("host key is known for")) {
            return new UnreachableException(
                    "the host key of " + host.host() + " is not known",
                    "look at it and accept it once: " + once(host));
        }
        if (errors.contains("Permission denied (")) {
            return new UnreachableException(
                    host.destination() + " accepts none of our keys (" + last(errors) + ")",
                    "try " + once(host) + "; load the key (ssh-add) or copy it (ssh-copy-id)");
        }
        String reason = last(errors);
        return new UnreachableException(
                reason.isEmpty() ? "ssh to " + host.destination() + " ended" : "ssh: " + reason,
                further(reason, host));
    }

    private static String further(String reason, Endpoint.Ssh host) {
        if (reason.endsWith("Connection refused")) {
            return "start sshd there (sudo systemctl start ssh), or write the port that it has";
        }
        if (reason.endsWith("timed out") || reason.endsWith("No route to host")) {
            return "look whether " + host.host() + " is up, and its network, VPN and firewall";
        }
        return reason.startsWith("Could not resolve hostname")
                ? "check the name, or write the address"
                : "try " + once(host);
    }

    /** The program itself could not be started. */
    static UnreachableException ofStart(IOException failed) {
        return new UnreachableException(
                "cannot start ssh: " + failed.getMessage(),
                "install it: apt-get install openssh-client");
    }

    /** Whether that word of the probe says why the socket cannot be used. */
    static boolean isReason(String probe) {
        return REASONS.contains(probe);
    }

    /** {@code probe} is the word that the probe of {@link SshProgram} printed on the host. */
    static UnreachableException ofSocket(Endpoint.Ssh host, String probe) {
        return switch (probe) {
            case "missing" ->
                    new UnreachableException(
                            "there is no socket " + host.socket() + " on " + host.host(),
                            "start Docker there: ssh "
                                    + host.destination()
                                    + " sudo systemctl start docker");
            case "absent" ->
                    new UnreachableException(
                            "there is no Docker on "
                                    + host.host()
                                    + ": neither the socket "
                                    + host.socket()
                                    + " nor the program",
                            "install it there: https://docs.docker.com/engine/install/");
            case "denied" ->
                    new UnreachableException(
                            "no permission to use " + host.socket() + " on " + host.host(),
                            "add the user to its group there: sudo usermod -aG docker "
                                    + (host.user().isEmpty() ? "$USER" : host.user()));
            default ->
                    new UnreachableException(
                            "nothing answers at " + host.socket() + " on " + host.host(),
                            "look whether Docker runs there: ssh "
                                    + host.destination()
                                    + " docker version");
        };
    }

    /** The remote sshd does not forward sockets, or the remote end has none to forward. */
    static boolean forwardingRefused(String errors) {
        return errors.contains("administratively prohibited")
                || errors.contains("unknown channel type")
                || errors.contains("forwarding failed")
                || errors.contains("Could not request local forwarding");
    }

    /** sshd opened no connection to the engine's socket: nobody listens, or it may not. */
    static boolean socketRefused(String errors) {
        return errors.contains("open failed");
    }

    private static String once(Endpoint.Ssh host) {
        return "ssh " + (host.port() == 0 ? "" : "-p " + host.port() + " ") + host.destination();
    }

    private static String knownName(Endpoint.Ssh host) {
        return host.port() == 0 || host.port() == 22
                ? host.host()
                : "\"[" + host.host() + "]:" + host.port() + "\"";
    }

    private static String offending(String errors) {
        for (String line : lines(errors)) {
            int key = line.indexOf(" key in ");
            if (line.startsWith("Offending ") && key > 0) {
                return " (known: " + line.substring(key + 8) + ")";
            }
        }
        return "";
    }

    private static String last(String errors) {
        List<String> lines = lines(errors);
        String last = lines.isEmpty() ? "" : lines.getLast();
        return last.startsWith("ssh: ") ? last.substring(5) : last;
    }

    private static List<String> lines(String errors) {
        return errors.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Warning: Permanently added"))
                .toList();
    }
}
