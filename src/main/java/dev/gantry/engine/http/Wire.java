package dev.gantry.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connected pair of byte streams: a socket, or the two ends of a process. Closing it from any
 * thread ends a read or a write that blocks in another.
 */
public interface Wire extends AutoCloseable {
    InputStream in();

    OutputStream out();

    /** Tells the other side that nothing more comes; reading goes on. */
    void endOutput() throws IOException;

    /** Never fails, and may be called again. */
    @Override
    void close();
}
