package dev.gantry.engine.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, as its head frames it (RFC 9112, section 6). */
final class BodyInput extends InputStream {
    private final InputStream in;
    private final boolean chunked;

    /** Of the body, or of the present chunk; negative: up to the end of the connection. */
    private long left;

    private boolean first = true;
    private boolean over;

    private BodyInput(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
        this.over = !chunked && left == 0;
    }

    static BodyInput none(InputStream in) {
        return new BodyInput(in, false, 0);
    }

    static BodyInput of(Head head, InputStream in) throws ProtocolException {
        String coding = head.header("transfer-encoding");
        String length = head.header("content-length");
        if (head.status() == 204 || head.status() == 304) {
            return new BodyInput(in, false, 0);
        }
        if (!coding.isEmpty()) {
            if (!coding.equalsIgnoreCase("chunked") || !length.isEmpty()) {
                throw new ProtocolException(
                        "a body framed as \"" + coding + "\" with length \"" + length + "\"");
            }
            return new BodyInput(in, true, 0);
        }
        return new BodyInput(in, false, length.isEmpty() ? -1 : length(length));
    }

    private static long length(String text) throws ProtocolException {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 17) {
                throw new ProtocolException("a body of length \"" + text + "\"");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Whether the whole body was read and something else may follow on the connection. */
    boolean complete() {
        return over && left >= 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunked && left == 0 && !over) {
            nextChunk();
        }
        if (over) {
            return -1;
        }
        int most = left < 0 ? length : (int) Math.min(length, left);
        int count = in.read(buffer, offset, most);
        if (count < 0) {
            over = true;
            return endEarly();
        }
        if (left > 0) {
            left -= count;
            over = !chunked && left == 0;
        }
        return count;
    }

    private int endEarly() throws IOException {
        if (left > 0) {
            throw new ProtocolException("the connection was closed within the body");
        }
        return -1;
    }

    private void nextChunk() throws IOException {
        if (!first && !chunkLine().isEmpty()) {
            throw new ProtocolException("a chunk longer than it says");
        }
        first = false;
        String size = chunkLine();
        int extension = size.indexOf(';');
        left = Head.digits(size, 0, extension < 0 ? size.length() : extension, 16);
        if (left < 0) {
            throw new ProtocolException("a malformed chunk size");
        }
        if (left == 0) {
            skipTrailers();
            over = true;
        }
    }

    private void skipTrailers() throws IOException {
        for (int count = 0; !chunkLine().isEmpty(); count++) {
            if (count == 32) {
                throw new ProtocolException("more than 32 trailers");
            }
        }
    }

    private String chunkLine() throws IOException {
        try {
            return Head.line(in);
        } catch (EOFException _) {
            throw new ProtocolException("the connection was closed within the body");
        }
    }

    /** What can be read without asking the connection; chunk frames are not counted. */
    @Override
    public int available() throws IOException {
        return left > 0 ? (int) Math.min(in.available(), left) : 0;
    }
}
