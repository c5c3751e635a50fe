package dev.gantry.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts a mask in the place of every pattern among what is written. What may be the beginning of one
 * is held back until more comes, or somebody flushes.
 */
final class RedactedStream extends OutputStream {
    static final String MASK = "********";

    private static final byte[] BYTES = MASK.getBytes(StandardCharsets.UTF_8);

    private final PrintStream out;
    private final Supplier<List<byte[]>> patterns;
    private byte[] held = {};

    /**
     * @param patterns none empty, the longest first
     */
    RedactedStream(PrintStream out, Supplier<List<byte[]>> patterns) {
        this.out = out;
        this.patterns = patterns;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        List<byte[]> all = patterns.get();
        if (all.isEmpty() && held.length == 0) {
            out.write(bytes, from, count);
            return;
        }
        byte[] text = Arrays.copyOf(held, held.length + count);
        System.arraycopy(bytes, from, text, held.length, count);
        held = Arrays.copyOfRange(text, pass(text, all, false), text.length);
    }

    @Override
    public synchronized void flush() throws IOException {
        byte[] text = held;
        held = new byte[0];
        pass(text, patterns.get(), true);
        if (out.checkError()) {
            throw new IOException("nobody reads any more");
        }
    }

    /** Writes what can be written; returns where the rest begins. */
    private int pass(byte[] text, List<byte[]> all, boolean last) {
        int written = 0;
        int at = 0;
        while (at < text.length) {
            int found = found(text, at, all, last);
            if (found < 0) {
                break;
            }
            if (found > 0) {
                out.write(text, written, at - written);
                out.write(BYTES, 0, BYTES.length);
                written = at + found;
            }
            at += Math.max(found, 1);
        }
        out.write(text, written, at - written);
        return at;
    }

    /** How many bytes are a pattern; 0 for none, -1 where more must come to tell. */
    private static int found(byte[] text, int at, List<byte[]> all, boolean last) {
        for (byte[] one : all) {
            if (one[0] != text[at]) {
                continue;
            }
            int length = Math.min(one.length, text.length - at);
            if (Arrays.equals(text, at, at + length, one, 0, length)) {
                if (length == one.length) {
                    return length;
                }
                if (!last) {
                    return -1;
                }
            }
        }
        return 0;
    }
}
