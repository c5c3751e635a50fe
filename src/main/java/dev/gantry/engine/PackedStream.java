package dev.gantry.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.jspecify.annotations.Nullable;

/** An archive while it is being packed. What goes wrong with packing breaks the stream off. */
public final class PackedStream extends InputStream {
    private static final int BUFFER = 64 * 1024;

    private final PipedInputStream pipe = new PipedInputStream(BUFFER);
    private volatile @Nullable IOException failure;

    private PackedStream() {}

    /** Writes an archive, and closes the stream where everything is in it. */
    public interface Packer {
        void pack(OutputStream out) throws IOException;
    }

    /** Packs while somebody reads. */
    public static PackedStream of(Packer packing) throws IOException {
        PackedStream stream = new PackedStream();
        PipedOutputStream out = new PipedOutputStream(stream.pipe);
        Thread.ofPlatform().daemon().start(() -> stream.pack(packing, out));
        return stream;
    }

    /** The failure stands there before the reader sees the end. */
    private void pack(Packer packing, PipedOutputStream out) {
        try (out) {
            try {
                packing.pack(out);
            } catch (IOException failed) {
                failure = failed;
            }
        } catch (IOException closed) {
            failure = closed;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = pipe.read(to, offset, length);
        IOException failed = failure;
        if (count < 0 && failed != null) {
            throw failed;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
