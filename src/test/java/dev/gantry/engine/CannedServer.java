package dev.gantry.engine;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Answers on a unix socket with bytes that a test wrote down, whatever it is asked, and keeps what
 * it was asked. One script per connection, in the order of connecting; after its last step, and
 * beyond the last script, a connection is closed.
 */
public final class CannedServer implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final ArrayDeque<List<Step>> scripts = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<SocketChannel> accepted = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What the server does next on a connection. */
    public sealed interface Step {
        /** Reads a request to its end. */
        record Reads() implements Step {}

        /** Reads no more than the head of a request. */
        record ReadsHead() implements Step {}

        record Writes(ByteBuffer bytes) implements Step {}

        /** Waits for the test, or for the end of the server. */
        record Waits(CountDownLatch gate) implements Step {}

        /** Tells the test that it has come so far. */
        record Tells(CountDownLatch gate) implements Step {}

        /** Stays open, silent, until the server is closed. */
        record Hangs() implements Step {}
    }

    private CannedServer(Path socket, ServerSocketChannel server) {
        this.socket = socket;
        this.server = server;
    }

    /** Listens in the folder. */
    public static CannedServer open(Path folder) {
        try {
            Path socket = folder.resolve("canned.sock");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            CannedServer canned = new CannedServer(socket, server);
            Thread.ofPlatform().daemon().start(canned::accept);
            return canned;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next connection does this. */
    public CannedServer connection(Step... steps) {
        synchronized (scripts) {
            scripts.add(List.of(steps));
        }
        return this;
    }

    /** The next connection answers its requests so, one after the other. */
    public CannedServer answers(String... answers) {
        List<Step> steps = new ArrayList<>();
        for (String answer : answers) {
            steps.add(new Step.Reads());
            steps.add(write(answer));
        }
        return connection(steps.toArray(Step[]::new));
    }

    /** The next connection gives an engine's real answer, such as {@code 20.10/version}. */
    public CannedServer records(String name) {
        return connection(new Step.Reads(), new Step.Writes(recorded(name)));
    }

    private static ByteBuffer recorded(String name) {
        try (InputStream file =
                CannedServer.class.getResourceAsStream("/engine/" + name + ".txt")) {
            return ByteBuffer.wrap(requireNonNull(file, name).readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A step that writes the text; its lines end with CR LF where they end with LF. */
    public static Step write(String text) {
        String lines = text.replace("\r\n", "\n").replace("\n", "\r\n");
        return new Step.Writes(StandardCharsets.UTF_8.encode(lines));
    }

    /** An answer with a JSON body. */
    public static String json(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 %d Canned\nContent-Type: application/json\nContent-Length: %d\n\n%s"
                .formatted(status, length, body);
    }

    public Path socket() {
        return socket;
    }

    /** Every request so far, head and body, in the order of coming. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The request lines so far. */
    public List<String> requestLines() {
        return requests().stream()
                .map(request -> request.substring(0, request.indexOf("\r\n")))
                .toList();
    }

    /** How many connections there were. */
    public int connections() {
        synchronized (accepted) {
            return accepted.size();
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                synchronized (accepted) {
                    accepted.add(client);
                }
                List<Step> script;
                synchronized (scripts) {
                    script = scripts.isEmpty() ? List.of() : scripts.remove();
                }
                Thread.ofPlatform().daemon().start(() -> serve(client, script));
            }
        } catch (IOException _) {
            // The server was closed.
        }
    }

    private void serve(SocketChannel client, List<Step> script) {
        try (client) {
            InputStream in = Channels.newInputStream(client);
            for (Step step : script) {
                act(step, in, client);
            }
        } catch (IOException _) {
            // The client has gone, which is its right.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void act(Step step, InputStream in, SocketChannel client)
            throws IOException, InterruptedException {
        switch (step) {
            case Step.Reads _ -> keep(request(in));
            case Step.ReadsHead _ -> keep(head(in).toString(StandardCharsets.ISO_8859_1));
            case Step.Writes(ByteBuffer bytes) -> client.write(bytes);
            case Step.Waits(CountDownLatch gate) -> gate.await();
            case Step.Tells(CountDownLatch gate) -> gate.countDown();
            case Step.Hangs _ -> closed.await();
        }
    }

    private void keep(String request) {
        synchronized (requests) {
            requests.add(request);
        }
    }

    private static ByteArrayOutputStream head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        until(in, head, "\r\n\r\n");
        return head;
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = head(in);
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        int length = head.indexOf("Content-Length: ");
        if (length >= 0) {
            int end = head.indexOf('\r', length);
            bytes.writeBytes(in.readNBytes(Integer.parseInt(head.substring(length + 16, end))));
        } else if (head.contains("Transfer-Encoding: chunked")) {
            until(in, bytes, "\r\n0\r\n\r\n");
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void until(InputStream in, ByteArrayOutputStream bytes, String end)
            throws IOException {
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client closed");
            }
            bytes.write(next);
        }
    }

    @Override
    public void close() {
        try {
            closed.countDown();
            server.close();
            synchronized (accepted) {
                for (SocketChannel client : accepted) {
                    client.close();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
