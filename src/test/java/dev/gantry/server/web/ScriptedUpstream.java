package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An inference server on a real socket that does what a test tells it, byte for byte: also what no
 * proper server does. Answers the probes of a llama.cpp server by itself.
 */
final class ScriptedUpstream implements AutoCloseable {
    /** A request as it came. */
    record Request(String line, String head, String text) {
        /** The value of a field, or an empty text. */
        String field(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** What it does with a request that is no probe. */
    interface Script {
        /** The connection is kept when this returns, and closed when it throws. */
        void answer(Request request, Talk talk) throws IOException;
    }

    /** The connection, for a script. */
    record Talk(Socket socket, InputStream in, OutputStream out) {
        void write(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        void json(int status, String body) throws IOException {
            write(
                    "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(status, body.length(), body));
        }

        void chunk(String text) throws IOException {
            write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
        }

        void events() throws IOException {
            write(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        /** Blocks until the other side has closed. */
        void awaitClose() throws IOException {
            while (in.read() >= 0) {
                // What comes is of no matter.
            }
        }

        /** As a process that is killed. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            throw new IOException("reset");
        }
    }

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    volatile Script script;
    volatile int health = 200;

    /** Whether it answers before it reads a request's body. */
    volatile boolean hasty;

    ScriptedUpstream(Script script) {
        this.script = script;
        try {
            this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    /** One that answers every request with what it says. */
    static ScriptedUpstream saying(String body) {
        return new ScriptedUpstream((_, talk) -> talk.json(200, body));
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Talk talk =
                    new Talk(
                            socket,
                            new BufferedInputStream(socket.getInputStream()),
                            socket.getOutputStream());
            while (true) {
                Request request = read(talk.in());
                if (!probe(request, talk)) {
                    requests.add(request);
                    script.answer(request, talk);
                }
            }
        } catch (IOException _) {
            // The connection is over.
        } finally {
            open.remove(socket);
        }
    }

    private boolean probe(Request request, Talk talk) throws IOException {
        switch (request.line().split(" ")[1]) {
            case "/health" -> talk.json(health, "{\"status\":\"ok\"}");
            case "/v1/models" -> talk.json(200, "{\"data\":[{\"id\":\"llama\"}]}");
            case "/props" -> talk.json(200, "{\"total_slots\":4}");
            default -> {
                return false;
            }
        }
        return true;
    }

    private Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("end");
            }
            head.write(next);
        }
        String text = head.toString(ISO_8859_1);
        Request request = new Request(text.substring(0, text.indexOf("\r\n")), text, "");
        String length = request.field("content-length");
        byte[] body = in.readNBytes(hasty || length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Request(request.line(), text, new String(body, ISO_8859_1));
    }

    /** As a machine that loses power, but for its kernel. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException _) {
                // The other side was quicker.
            }
        }
        threads.shutdownNow();
    }
}
