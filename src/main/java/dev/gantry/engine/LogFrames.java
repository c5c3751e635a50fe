package dev.gantry.engine;

import dev.gantry.engine.LogStream.Line;
import dev.gantry.engine.call.RefusedException;
import dev.gantry.engine.http.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Cuts the bytes of a log into lines. Without a terminal they come in frames: a byte that tells
 * standard output (1) from standard error (2) and from the engine's own words about a failure (3),
 * three zeros, the length in four bytes, the payload; a line may go over several frames, and the
 * frames of both streams come mixed. With a terminal the bytes come as they are.
 */
final class LogFrames {
    private static final int ERROR = 2;

    /** The engine itself failed to read the log, and says so in the payload. */
    private static final int SYSTEM_ERROR = 3;

    /** A line that never ends is handed out in pieces of this size. */
    private static final int LINE_LIMIT = 1 << 20;

    private final InputStream in;
    private final boolean terminal;
    private final ByteArrayOutputStream[] partial = {
        new ByteArrayOutputStream(), new ByteArrayOutputStream()
    };
    private final ArrayDeque<Line> ready = new ArrayDeque<>();
    private final byte[] buffer = new byte[16 * 1024];
    private int stream;
    private long left;

    LogFrames(InputStream in, boolean terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    /** The next line; blocks. Empty at the end. */
    Optional<Line> next() throws IOException {
        while (ready.isEmpty()) {
            if (!fill()) {
                endPartial();
                return Optional.ofNullable(ready.poll());
            }
        }
        return Optional.of(ready.remove());
    }

    /** Reads some more; false at the end. */
    private boolean fill() throws IOException {
        if (!terminal && left == 0 && !header()) {
            return false;
        }
        int most = terminal ? buffer.length : (int) Math.min(buffer.length, left);
        int count = most == 0 ? 0 : in.read(buffer, 0, most);
        if (count < 0) {
            if (terminal) {
                return false;
            }
            throw new EOFException("the log broke off within a frame");
        }
        left -= terminal ? 0 : count;
        split(count);
        return true;
    }

    private boolean header() throws IOException {
        byte[] header = in.readNBytes(8);
        if (header.length == 0) {
            return false;
        }
        if (header.length < 8 || header[0] < 0 || header[0] > SYSTEM_ERROR || header[1] != 0) {
            throw new ProtocolException("a log that is not in frames");
        }
        stream = header[0] == ERROR ? 1 : 0;
        for (int i = 4; i < 8; i++) {
            left = (left << 8) | (header[i] & 0xff);
        }
        if (header[0] == SYSTEM_ERROR) {
            byte[] words = in.readNBytes((int) Math.min(left, buffer.length));
            throw new RefusedException(new String(words, StandardCharsets.UTF_8));
        }
        return true;
    }

    private void split(int count) {
        ByteArrayOutputStream line = partial[stream];
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                line.write(buffer, from, i - from);
                emit(stream);
                from = i + 1;
            }
        }
        line.write(buffer, from, count - from);
        if (line.size() >= LINE_LIMIT) {
            emit(stream);
        }
    }

    private void emit(int which) {
        String text = partial[which].toString(StandardCharsets.UTF_8);
        partial[which].reset();
        boolean carriage = terminal && text.endsWith("\r");
        ready.add(new Line(which == 1, carriage ? text.substring(0, text.length() - 1) : text));
    }

    private void endPartial() {
        for (int which = 0; which < partial.length; which++) {
            if (partial[which].size() > 0) {
                emit(which);
            }
        }
    }
}
