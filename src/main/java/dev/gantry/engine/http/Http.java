package dev.gantry.engine.http;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A blocking HTTP/1.1 client (RFC 9112) for one server, over whatever wires its dialer makes. Keeps
 * connections for reuse. Thread-safe: as many exchanges at a time as there are callers.
 */
public final class Http implements AutoCloseable {
    private static final int IDLE_LIMIT = 16;

    /**
     * A request that changes something cannot be sent twice, so it does not go out on a connection
     * that has been idle long enough for the other side to have dropped it.
     */
    private static final long TRUSTED_IDLE = Duration.ofSeconds(10).toNanos();

    private final Dialer dialer;
    private final Deadlines deadlines = new Deadlines();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> open = new LinkedHashSet<>();
    private boolean closed;

    public Http(Dialer dialer) {
        this.dialer = dialer;
    }

    /**
     * Sends the request and waits for the head of the answer, whatever its status. The caller
     * closes the answer.
     *
     * @throws IOException when there is none; an {@link UnreachableException} where the reason is
     *     known
     */
    public Response send(Request request, Patience patience) throws IOException {
        for (boolean first = true; ; first = false) {
            Connection connection = connection(request);
            try {
                return exchange(connection, request, patience);
            } catch (IOException failed) {
                if (!first || !worthAnother(connection, request)) {
                    throw failed;
                }
            }
        }
    }

    private Response exchange(Connection connection, Request request, Patience patience)
            throws IOException {
        Deadlines.Watch watch = deadlines.watch(connection.wire, patience.limit());
        Exchange exchange = new Exchange(this, connection, patience, watch);
        try {
            Head head = connection.exchange(request);
            exchange.headCame();
            BodyInput body =
                    request.answered()
                            ? BodyInput.of(head, connection.in())
                            : BodyInput.none(connection.in());
            return new Response(head, body, exchange);
        } catch (IOException failed) {
            IOException reason = exchange.reason(failed);
            exchange.end(false);
            throw reason;
        }
    }

    /**
     * A kept connection may have died in the meantime: then a request that changes nothing goes out
     * again. A new one that ends at once may be worth another way.
     */
    private boolean worthAnother(Connection connection, Request request) {
        if (connection.answered || request.streams() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        if (connection.fresh()) {
            return dialer.findOtherWay();
        }
        dropKept();
        return request.repeatable();
    }

    /** Where one kept connection has died, the others have. */
    private void dropKept() {
        List<Connection> dropped;
        synchronized (this) {
            dropped = new ArrayList<>(idle);
            idle.clear();
            open.removeAll(dropped);
        }
        dropped.forEach(connection -> connection.wire.close());
    }

    private Connection connection(Request request) throws IOException {
        Connection kept = keptFor(request);
        if (kept != null) {
            return kept;
        }
        Connection made = new Connection(dialer.dial());
        synchronized (this) {
            if (!closed) {
                open.add(made);
                return made;
            }
        }
        made.wire.close();
        throw new EOFException("the engine's connection was closed by us");
    }

    private synchronized @Nullable Connection keptFor(Request request) throws IOException {
        if (closed) {
            throw new EOFException("the engine's connection was closed by us");
        }
        Connection newest = idle.pollLast();
        if (newest == null || request.repeatable()) {
            return newest;
        }
        if (System.nanoTime() - newest.idleSince < TRUSTED_IDLE) {
            return newest;
        }
        idle.addLast(newest);
        return null;
    }

    void giveBack(Connection connection, boolean reusable) {
        synchronized (this) {
            if (reusable && !closed && idle.size() < IDLE_LIMIT) {
                connection.idleSince = System.nanoTime();
                idle.addLast(connection);
                return;
            }
            open.remove(connection);
        }
        connection.wire.close();
    }

    IOException explain(IOException failed) {
        return failed instanceof UnreachableException ? failed : dialer.explain(failed);
    }

    /** Ends every exchange, kept connection and whatever the dialer keeps alive. Never fails. */
    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open);
            open.clear();
            idle.clear();
        }
        all.forEach(connection -> connection.wire.close());
        deadlines.close();
        dialer.close();
    }
}
