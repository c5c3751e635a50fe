package dev.gantry.engine.dial;

import dev.gantry.engine.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The system's {@code ssh} and the command lines that we give it, so that the user's configuration,
 * agent, jump hosts and known hosts apply.
 */
record SshProgram(String program, Endpoint.Ssh host, Duration connect) {
    /** Tells why a socket cannot be used; sshd itself says only that opening failed. */
    private static final String PROBE =
            "if [ ! -S %s ]; then if (command -v dockerd || command -v docker)"
                    + " >/dev/null; then echo missing; else"
                    + " echo absent; fi; elif [ ! -w %s ]; then echo denied; else echo silent; fi";

    /**
     * Ends ssh, and takes the folder away, when our end of the pipe closes: also when this program
     * is killed. Where ssh has ended by itself the folder stays, since its errors are in it. {@code
     * $0} is the folder, {@code $@} is ssh.
     */
    private static final String LEASH =
            "exec 3<&0; (read -r _ <&3; kill $$ && rm -rf \"$0\") >/dev/null 2>&1 & exec \"$@\" 3<&-"
                    + " </dev/null";

    /** The same with no more than this time to connect. */
    SshProgram within(Duration limit) {
        return new SshProgram(program, host, connect.compareTo(limit) < 0 ? connect : limit);
    }

    /**
     * One process that forwards {@code local} for as long as we live.
     *
     * @param target what it leads to on the host: the path of a socket, or {@code address:port}
     */
    List<String> forward(String folder, String local, String target) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, folder));
        words.addAll(options());
        words.addAll(
                List.of(
                        "-N",
                        "-o",
                        "ExitOnForwardFailure=yes",
                        "-o",
                        "StreamLocalBindUnlink=yes",
                        "-L",
                        local + ":" + target));
        words.addAll(destination());
        return words;
    }

    /** Speaks with the engine over standard input and output, through the docker CLI there. */
    List<String> dialStdio() {
        List<String> words = new ArrayList<>(options());
        words.addAll(destination());
        words.add("docker");
        if (!host.socket().equals(Endpoint.DEFAULT_SOCKET)) {
            words.add("--host=unix://" + host.socket());
        }
        words.addAll(List.of("system", "dial-stdio"));
        return words;
    }

    List<String> probe() {
        List<String> words = new ArrayList<>(options());
        words.addAll(destination());
        String socket = "'" + host.socket().replace("'", "'\\''") + "'";
        words.add(PROBE.replace("%s", socket));
        return words;
    }

    /** The same, told in detail. */
    List<String> trace() {
        List<String> words = new ArrayList<>(probe());
        words.add(1, "-v");
        return words;
    }

    /** Prints what ssh would go by on its way to a host. */
    List<String> configuration(Endpoint.Ssh other) {
        List<String> words = new ArrayList<>(List.of(program, "-G"));
        words.addAll(destination(other));
        return words;
    }

    private List<String> options() {
        List<String> words = new ArrayList<>();
        words.add(program);
        words.addAll(
                List.of(
                        "-T",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "ControlMaster=no",
                        "-o",
                        "ControlPath=none",
                        "-o",
                        "ConnectTimeout=" + Math.max(1, connect.toSeconds()),
                        "-o",
                        "ServerAliveInterval=10",
                        "-o",
                        "ServerAliveCountMax=3"));
        return words;
    }

    private List<String> destination() {
        return destination(host);
    }

    private static List<String> destination(Endpoint.Ssh one) {
        List<String> words = new ArrayList<>();
        if (one.port() != 0) {
            words.addAll(List.of("-p", Integer.toString(one.port())));
        }
        words.addAll(List.of("--", one.destination()));
        return words;
    }
}
