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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and an engine's socket, passes everything on, and writes down every
 * request line that goes by.
 */
final class WireTap implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(?m)^([A-Z]+) (/\\S*) HTTP/1\\.1$");

    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;
    private final List<StringBuilder> heard = new ArrayList<>();

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

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine));
                StringBuilder words = new StringBuilder();
                synchronized (heard) {
                    heard.add(words);
                }
                Thread.ofPlatform().daemon().start(() -> pass(client, upstream, words));
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pass(upstream, client, new StringBuilder()));
            }
        } catch (IOException closed) {
            // The end of the tap is the end of this thread.
        }
    }

    private void pass(SocketChannel from, SocketChannel to, StringBuilder words) {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        try (from;
                to) {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                synchronized (heard) {
                    words.append(StandardCharsets.ISO_8859_1.decode(bytes.duplicate()));
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
