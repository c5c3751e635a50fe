package dev.gantry.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and an engine's socket, passes everything on, and writes down every
 * request line that goes by. Can be told to let disaster strike between a request and its answer.
 */
final class WireTap implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(?m)^([A-Z]+) (/\\S*) HTTP/1\\.1$");

    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;
    private final List<StringBuilder> heard = new ArrayList<>();
    private Disaster disaster = new Disaster(Integer.MAX_VALUE, () -> {});
    private boolean struck;

    /** What happens when the engine has answered the last request that gets through. */
    private record Disaster(int mutations, Runnable strike) {}

    private WireTap(Path socket, Path engine, ServerSocketChannel server) {
        this.socket = socket;
        this.engine = engine;
        this.server = server;
    }

    /** Listens on {@code socket} for clients of the engine at {@code engine}. */
    static WireTap open(Path socket, Path engine) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            WireTap tap = new WireTap(socket, engine, server);
            Thread.ofPlatform().daemon().start(tap::accept);
            return tap;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** {@code METHOD path} of every request so far, connection by connection. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        synchronized (heard) {
            for (StringBuilder connection : heard) {
                Matcher line = REQUEST.matcher(connection);
                while (line.find()) {
                    requests.add(line.group(1) + " " + line.group(2));
                }
            }
        }
        return requests;
    }

    /** Those that may change something. */
    List<String> mutations() {
        return requests().stream()
                .filter(request -> !request.startsWith("GET ") && !request.startsWith("HEAD "))
                .toList();
    }

    void forget() {
        synchronized (heard) {
            heard.forEach(connection -> connection.setLength(0));
        }
    }

    /**
     * From now on {@code mutations} requests that may change something get through. The answer to
     * the last one does not come back: when it is there, {@code strike} is called, and nothing goes
     * either way any more.
     */
    void disasterAfter(int mutations, Runnable strike) {
        forget();
        synchronized (heard) {
            struck = false;
            disaster = new Disaster(mutations, strike);
        }
    }

    /** Whether the disaster has come. */
    boolean struck() {
        synchronized (heard) {
            return struck;
        }
    }

    /** The last request has been answered: strikes once. */
    private boolean strikes() {
        Runnable strike;
        synchronized (heard) {
            if (mutations().size() < disaster.mutations) {
                return false;
            }
            strike = struck ? () -> {} : disaster.strike;
            struck = true;
        }
        strike.run();
        return true;
    }

    private void accept() {
        try {
            while (true) {
                connect(server.accept());
            }
        } catch (IOException closed) {
            // The end of the tap is the end of this thread.
        }
    }

    /** Where the engine is down, the client learns it as the end of its connection. */
    private void connect(SocketChannel client) throws IOException {
        SocketChannel upstream;
        try {
            upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine));
        } catch (IOException down) {
            client.close();
            return;
        }
        StringBuilder words = new StringBuilder();
        synchronized (heard) {
            heard.add(words);
        }
        Thread.ofPlatform().daemon().start(() -> ask(client, upstream, words));
        Thread.ofPlatform().daemon().start(() -> answer(upstream, client, words));
    }

    private void ask(SocketChannel client, SocketChannel upstream, StringBuilder words) {
        pass(
                client,
                upstream,
                bytes -> {
                    synchronized (heard) {
                        boolean over = struck || mutations().size() > disaster.mutations;
                        words.append(StandardCharsets.ISO_8859_1.decode(bytes.duplicate()));
                        return !over && mutations().size() <= disaster.mutations;
                    }
                });
    }

    private void answer(SocketChannel upstream, SocketChannel client, StringBuilder words) {
        pass(
                upstream,
                client,
                bytes -> {
                    synchronized (heard) {
                        if (!endsWithMutation(words)) {
                            return !struck;
                        }
                    }
                    return !strikes();
                });
    }

    /** Whether the last request of a connection may change something. */
    private static boolean endsWithMutation(StringBuilder words) {
        Matcher line = REQUEST.matcher(words);
        boolean mutation = false;
        while (line.find()) {
            mutation = !line.group(1).equals("GET") && !line.group(1).equals("HEAD");
        }
        return mutation;
    }

    /**
     * @param check whether the bytes may go on; where not, the connection ends
     */
    private static void pass(SocketChannel from, SocketChannel to, Predicate<ByteBuffer> check) {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        try (from;
                to) {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                if (!check.test(bytes)) {
                    return;
                }
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
        } catch (IOException closed) {
            // One side has gone; closing the other tells it.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
