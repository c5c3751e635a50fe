package dev.gantry.engine.dial;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one tunnel to a target of a host: started when first wanted, and again when it has ended. */
final class KeptTunnel implements AutoCloseable {
    private final SshProgram ssh;
    private final String target;
    private @Nullable SshTunnel tunnel;
    private boolean closed;

    /**
     * @param target as {@link SshProgram#forward} has it
     */
    KeptTunnel(SshProgram ssh, String target) {
        this.ssh = ssh;
        this.target = target;
    }

    /** The running tunnel. The first caller starts it. */
    synchronized SshTunnel running() throws IOException {
        requireOpen();
        SshTunnel last = tunnel;
        if (last != null && last.alive()) {
            return last;
        }
        drop();
        SshTunnel started = SshTunnel.open(ssh, target);
        tunnel = started;
        return started;
    }

    synchronized void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the connection was closed by us");
        }
    }

    /** The last tunnel that was started, whether it runs or has ended. */
    synchronized @Nullable SshTunnel last() {
        return tunnel;
    }

    /** Ends the tunnel; the next caller starts another. */
    synchronized void drop() {
        SshTunnel last = tunnel;
        tunnel = null;
        if (last != null) {
            last.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }
}
