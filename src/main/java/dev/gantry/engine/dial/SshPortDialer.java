package dev.gantry.engine.dial;

import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.UnreachableException;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.time.Duration;

/**
 * Connects to a port of another host as that host itself would, through one {@code ssh} process. A
 * wire to a port where nobody listens opens, and ends at once: {@link #explain} tells why.
 */
public final class SshPortDialer implements Dialer {
    private final Endpoint.Ssh host;
    private final String target;
    private final KeptTunnel tunnel;

    /**
     * @param program {@code ssh}, or a path
     * @param connect how long connecting and logging in may take
     * @param target {@code address:port}, as the host sees it
     */
    public SshPortDialer(Endpoint.Ssh host, String program, Duration connect, String target) {
        this.host = host;
        this.target = target;
        this.tunnel = new KeptTunnel(new SshProgram(program, host, connect), target);
    }

    @Override
    public Wire dial() throws IOException {
        return tunnel.running().dial();
    }

    @Override
    public IOException explain(IOException failure) {
        SshTunnel last = tunnel.last();
        String errors = last == null ? "" : last.errors();
        if (SshFailure.forwardingRefused(errors)) {
            return new UnreachableException(
                    "the sshd of " + host.host() + " does not forward to " + target,
                    "allow it there: AllowTcpForwarding in sshd_config");
        }
        if (SshFailure.socketRefused(errors)) {
            return new UnreachableException("nobody listens at " + target + " there", "");
        }
        return last != null && last.ending() ? SshFailure.ofExit(host, errors) : failure;
    }

    @Override
    public void close() {
        tunnel.close();
    }
}
