package dev.gantry.engine;

import java.io.OutputStream;

/** The streams of a process in a container. One thread may type while another one copies. */
public interface Attachment extends AutoCloseable {

    /**
     * Copies what the process prints until it ends, or this is closed. Flushes behind every piece.
     *
     * @param error with a terminal nothing comes here
     */
    void copyTo(OutputStream output, OutputStream error);

    /** Types the first bytes of an array; what a process that has ended does not read is lost. */
    void write(byte[] bytes, int count);

    /** Nothing more will be typed. */
    void endInput();

    @Override
    void close();
}
