package dev.gantry.engine.http;

import dev.gantry.engine.Approach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes wires to one engine. Thread-safe. */
public interface Dialer extends AutoCloseable {

    /**
     * A new wire. Blocks for no longer than the dialer's own limit.
     *
     * @throws UnreachableException when the reason is known in words
     */
    Wire dial() throws IOException;

    /** Why a wire ended early: a better reason than {@code failure}, where the dialer knows one. */
    default IOException explain(IOException failure) {
        return failure;
    }

    /** Whether a new wire that ended before any answer is worth another try, by another way. */
    default boolean findOtherWay() {
        return false;
    }

    /** A socket of this machine that leads to the engine for as long as the dialer is open. */
    default Optional<Path> socket() {
        return Optional.empty();
    }

    /** Tries the way to the engine's socket once more, and tells how long each step takes. */
    default Approach approach() {
        return Approach.NONE;
    }

    /** Ends what the dialer keeps alive. Never fails. */
    @Override
    default void close() {}
}
