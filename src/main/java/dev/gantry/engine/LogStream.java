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
    record Line(boolean error, String text) {

        /**
         * What a line begins with whose time was asked for: RFC 3339 in UTC with nine decimals, in
         * the order of time when in the order of text. Nothing where the engine tells none.
         */
        public String time() {
            return text.substring(0, Math.max(0, text.indexOf(' ')));
        }

        /** What follows the time. */
        public String words() {
            return text.substring(text.indexOf(' ') + 1);
        }
    }
}
