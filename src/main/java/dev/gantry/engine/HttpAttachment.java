package dev.gantry.engine;

import dev.gantry.engine.http.ProtocolException;
import dev.gantry.engine.http.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * A connection that carries the streams of a process: as they are where there is a terminal, in
 * frames otherwise (a byte that tells the stream, three zeros, the length in four bytes, the
 * payload).
 */
final class HttpAttachment implements Attachment {
    private static final int ERROR = 2;

    private final Response response;
    private final boolean terminal;
    private final Function<IOException, EngineException> failure;
    private volatile boolean closed;

    /**
     * @param failure makes the exception for a stream that broke off
     */
    HttpAttachment(
            Response response, boolean terminal, Function<IOException, EngineException> failure) {
        this.response = response;
        this.terminal = terminal;
        this.failure = failure;
    }

    @Override
    public void copyTo(OutputStream output, OutputStream error) {
        try {
            if (terminal) {
                copyPlain(response.body(), output);
            } else {
                copyFrames(response.body(), output, error);
            }
        } catch (IOException broken) {
            if (!closed) {
                throw failure.apply(broken);
            }
        }
    }

    private static void copyPlain(InputStream in, OutputStream output) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            output.write(buffer, 0, count);
            output.flush();
        }
    }

    private static void copyFrames(InputStream in, OutputStream output, OutputStream error)
            throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (byte[] head = in.readNBytes(8); head.length > 0; head = in.readNBytes(8)) {
            if (head.length < 8 || head[0] < 0 || head[0] > ERROR || head[1] != 0) {
                throw new ProtocolException("a stream that is not in frames");
            }
            OutputStream to = head[0] == ERROR ? error : output;
            long left = length(head);
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new EOFException("the stream broke off within a frame");
                }
                to.write(buffer, 0, count);
                left -= count;
            }
            to.flush();
        }
    }

    private static long length(byte[] head) {
        long length = 0;
        for (int i = 4; i < 8; i++) {
            length = (length << 8) | (head[i] & 0xff);
        }
        return length;
    }

    @Override
    public void write(byte[] bytes, int count) {
        try {
            response.output().write(bytes, 0, count);
            response.output().flush();
        } catch (IOException ended) {
            // The process has: copying tells how.
        }
    }

    @Override
    public void endInput() {
        try {
            response.endOutput();
        } catch (IOException ended) {
            // The process has: copying tells how.
        }
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }
}
