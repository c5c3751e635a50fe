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
import org.jspecify.annotations.Nullable;

/**
 * Connects to an engine on another host through one {@code ssh} process, which is started with the
 * first wire and again when it has ended. Where the host does not forward sockets, every wire is a
 * process of its own that runs {@code docker system dial-stdio} there.
 */
public final class SshDialer implements Dialer {
    /** Whoever looks where the way ends does not want to wait for long at its end. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final SshProgram ssh;
    private @Nullable SshTunnel tunnel;
    private boolean throughStdio;
    private boolean closed;

    /** The last word of the probe. */
    private volatile String probed = "";

    /**
     * @param program {@code ssh}, or a path
     * @param connect how long connecting and logging in may take
     */
    public SshDialer(Endpoint.Ssh host, String program, Duration connect) {
        this.ssh = new SshProgram(program, host, connect);
    }

    @Override
    public Wire dial() throws IOException {
        SshTunnel present = tunnel();
        return present == null ? dialStdio() : present.dial();
    }

    /** The running tunnel, or null where there can be none. The first caller starts it. */
    private synchronized @Nullable SshTunnel tunnel() throws IOException {
        if (closed) {
            throw new IOException("the engine's connection was closed by us");
        }
        if (throughStdio) {
            return null;
        }
        SshTunnel present = tunnel;
        if (present != null && present.alive()) {
            return present;
        }
        if (present != null) {
            present.close();
        }
        tunnel = null;
        SshTunnel started = SshTunnel.open(ssh);
        tunnel = started;
        return started;
    }

    private Wire dialStdio() throws IOException {
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
        return Optional.ofNullable(present()).map(SshTunnel::socket);
    }

    @Override
    public synchronized boolean findOtherWay() {
        SshTunnel present = tunnel;
        if (throughStdio || present == null || !worthStdio(present.errors())) {
            return false;
        }
        throughStdio = true;
        present.close();
        tunnel = null;
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
        SshTunnel present = present();
        if (present == null) {
            return throughStdio() ? socketFailure() : failure;
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

    private synchronized @Nullable SshTunnel present() {
        return tunnel;
    }

    private synchronized boolean throughStdio() {
        return throughStdio;
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
        SshTunnel last;
        synchronized (this) {
            closed = true;
            last = tunnel;
            tunnel = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
