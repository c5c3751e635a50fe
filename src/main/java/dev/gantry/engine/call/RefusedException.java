package dev.gantry.engine.call;

import java.io.IOException;

/** The engine tells of a failure inside an answer that began well. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param words the engine's own
     */
    public RefusedException(String words) {
        super(words);
    }
}
