package dev.gantry.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes as a network hands them out: so many at first, and one with each read from then on. */
public final class CutStream extends InputStream {
    private final InputStream bytes;
    private int first;

    public CutStream(byte[] bytes, int first) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.first = first;
    }

    @Override
    public int read() throws IOException {
        return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int most = first > 0 ? first : 1;
        first = 0;
        return bytes.read(buffer, offset, Math.min(most, length));
    }
}
