package dev.gantry.engine;

import java.util.Optional;

/** A container's log, line by line, with or without a terminal in the container. */
public interface LogStream extends AutoCloseable {

    /** The next line; blocks. Empty at the end, or when closed. */
    Optional<Line> next();

    @Override
    void close();

    /**
     * One line, without its end.
     *
     * @param error whether it came from standard error; never with a terminal
     */
    record Line(boolean error, String text) {}
}
