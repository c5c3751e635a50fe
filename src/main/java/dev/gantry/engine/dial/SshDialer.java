package dev.gantry.engine.dial;

import dev.gantry.engine.Approach;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Connects to an engine on another host through one {@code ssh} process, which is started with the
 * first wire and again when it has ended. Where the host does not forward sockets, every wire is a
 * process of its own that runs {@code docker system dial-stdio} there.
 */
public final class SshDialer implements Dialer {
    /** Whoever looks where the way ends does not want to wait for long at its end. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final SshProgram ssh;
    private final KeptTunnel tunnel;
    private volatile boolean throughStdio;

    /** The last word of the probe. */
    private volatile String probed = "";

    /**
     * @param program {@code ssh}, or a path
     * @param connect how long connecting and logging in may take
     */
    public SshDialer(Endpoint.Ssh host, String program, Duration connect) {
        this.ssh = new SshProgram(program, host, connect);
        this.tunnel = new KeptTunnel(ssh, host.socket());
    }

    @Override
    public Wire dial() throws IOException {
        return throughStdio ? dialStdio() : tunnel.running().dial();
    }

    private Wire dialStdio() throws IOException {
        tunnel.requireOpen();
        return new ProcessWire(
                new ProcessBuilder(ssh.dialStdio())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** By an ssh of its own, whatever the running one is at. */
    @Override
    public Approach approach() {
        return new SshLook(ssh.within(LOOK)).approach();
    }

    @Override
    public Optional<Path> socket() {
        return Optional.ofNullable(tunnel.last()).map(SshTunnel::socket);
    }

    @Override
    public synchronized boolean findOtherWay() {
        SshTunnel present = tunnel.last();
        if (throughStdio || present == null || !worthStdio(present.errors())) {
            return false;
        }
        throughStdio = true;
        tunnel.drop();
        return true;
    }

    /**
     * An sshd that forwards no sockets says that connecting failed, just as it does when nothing
     * listens (OpenSSH's {@code server_request_direct_streamlocal} gives no reason of its own): a
     * socket that is there and can be used is worth a try by the other way.
     */
    private boolean worthStdio(String errors) {
        return SshFailure.forwardingRefused(errors)
                || (SshFailure.socketRefused(errors) && probed.equals("silent"));
    }

    @Override
    public IOException explain(IOException failure) {
        SshTunnel present = tunnel.last();
        if (present == null) {
            return throughStdio ? socketFailure() : failure;
        }
        String errors = present.errors();
        if (SshFailure.forwardingRefused(errors)) {
            return failure;
        }
        if (SshFailure.socketRefused(errors)) {
            return socketFailure();
        }
        return present.ending() ? SshFailure.ofExit(ssh.host(), present.errors()) : failure;
    }

    private IOException socketFailure() {
        probed = probe();
        return SshFailure.ofSocket(ssh.host(), probed);
    }

    /** Asks the host why its socket cannot be used; the word, or nothing. */
    private String probe() {
        try {
            Process process =
                    new ProcessBuilder(ssh.probe())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (ProcessWire wire = new ProcessWire(process)) {
                wire.out().close();
                if (!process.waitFor(ssh.connect().toSeconds(), TimeUnit.SECONDS)) {
                    return "";
                }
                return new String(wire.in().readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        tunnel.close();
    }
}
