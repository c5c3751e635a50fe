package dev.gantry.engine.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 over one wire, one exchange after the other. For one thread at a time. */
final class Connection {
    /** Not a word on the way: from here on the wire belongs to another protocol. */
    private static final int SWITCHED = 101;

    final Wire wire;
    private final BufferedInputStream in;
    private final BufferedOutputStream out;

    /** When the last exchange ended, on {@link System#nanoTime}; 0 before the first. */
    long idleSince;

    /** Whether any byte of the answer at hand has come. */
    boolean answered;

    Connection(Wire wire) {
        this.wire = wire;
        this.in = new BufferedInputStream(wire.in(), 8192);
        this.out = new BufferedOutputStream(wire.out(), 8192);
    }

    /** What was to be sent cannot be read: the other side waits for it, and will not answer. */
    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;
        private final IOException reason;

        UnreadableException(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    boolean fresh() {
        return idleSince == 0;
    }

    /** Sends the request and reads the head of the answer; what comes next is its body. */
    Head exchange(Request request) throws IOException {
        answered = false;
        try {
            write(request);
        } catch (UnreadableException source) {
            throw source.reason;
        } catch (IOException broken) {
            return answerDespite(broken);
        }
        return readHead();
    }

    /** An engine that refuses a long body answers and closes before it was sent to the end. */
    private Head answerDespite(IOException broken) throws IOException {
        try {
            return readHead();
        } catch (IOException _) {
            throw broken;
        }
    }

    private Head readHead() throws IOException {
        in.mark(1);
        if (in.read() >= 0) {
            answered = true;
            in.reset();
        }
        Head head = Head.read(in);
        while (head.status() < 200 && head.status() != SWITCHED) {
            head = Head.read(in);
        }
        return head;
    }

    OutputStream out() {
        return out;
    }

    InputStream in() {
        return in;
    }

    private void write(Request request) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        if (!request.headers().containsKey(Request.HOST)) {
            header(head, Request.HOST, "docker");
        }
        header(head, "User-Agent", "gantry");
        request.headers().forEach((name, value) -> header(head, name, value));
        switch (request.body()) {
            case Request.None _ -> {
                if (!request.method().equals("GET")) {
                    header(head, "Content-Length", "0");
                }
                send(head);
            }
            case Request.Json(String text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                header(head, "Content-Type", "application/json");
                header(head, "Content-Length", Integer.toString(bytes.length));
                send(head);
                out.write(bytes);
            }
            case Request.Stream(String type, InputStream bytes) -> {
                header(head, "Content-Type", type);
                header(head, "Transfer-Encoding", "chunked");
                send(head);
                sendChunks(bytes, out);
            }
        }
        out.flush();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private void send(StringBuilder head) throws IOException {
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void sendChunks(InputStream bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int count = read(bytes, buffer); count >= 0; count = read(bytes, buffer)) {
            if (count > 0) {
                String size = Integer.toHexString(count) + "\r\n";
                out.write(size.getBytes(StandardCharsets.US_ASCII));
                out.write(buffer, 0, count);
                out.write('\r');
                out.write('\n');
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static int read(InputStream bytes, byte[] buffer) throws UnreadableException {
        try {
            return bytes.read(buffer);
        } catch (IOException failed) {
            throw new UnreadableException(failed);
        }
    }
}
