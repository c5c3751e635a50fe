package dev.gantry.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still on the wire. Closing it gives the connection back when the body was
 * read to its end, and closes the connection otherwise; from another thread, closing ends a read
 * that blocks.
 */
public final class Response implements AutoCloseable {
    private static final int TEXT_LIMIT = 256 * 1024 * 1024;

    private final Head head;
    private final BodyInput framed;
    private final Exchange exchange;
    private final InputStream body;
    private volatile @Nullable IOException failure;

    Response(Head head, BodyInput framed, Exchange exchange) {
        this.head = head;
        this.framed = framed;
        this.exchange = exchange;
        this.body = new Watched();
    }

    public int status() {
        return head.status();
    }

    public boolean succeeded() {
        return status() >= 200 && status() < 300;
    }

    /** The header of that lower-case name, or an empty text. */
    public String header(String name) {
        return head.header(name);
    }

    /** Failures of reading it are told with the reason that the dialer knows. */
    public InputStream body() {
        return body;
    }

    /** Where to write to after an answer that switches protocols (status 101); buffered. */
    public OutputStream output() {
        return exchange.output();
    }

    /** Nothing more is written; the body goes on. */
    public void endOutput() throws IOException {
        exchange.endOutput();
    }

    /** The whole body as UTF-8. */
    public String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The whole body. */
    public byte[] bytes() throws IOException {
        byte[] bytes = body.readNBytes(TEXT_LIMIT);
        if (bytes.length == TEXT_LIMIT) {
            throw new ProtocolException("an answer of more than " + TEXT_LIMIT + " bytes");
        }
        return bytes;
    }

    /** Why a reader that hides failures of the stream could not go on. */
    public IOException broken(RuntimeException hiding) {
        IOException known = failure;
        return known == null
                ? new ProtocolException("an answer that is not JSON: " + hiding.getMessage())
                : known;
    }

    @Override
    public void close() {
        exchange.end(framed.complete() && head.keepAlive());
    }

    private final class Watched extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = framed.read(buffer, offset, length);
                exchange.progress();
                return count;
            } catch (IOException failed) {
                IOException reason = exchange.reason(failed);
                failure = reason;
                throw reason;
            }
        }

        @Override
        public int available() throws IOException {
            return framed.available();
        }
    }
}
