package dev.gantry.cli;

import java.util.function.Supplier;

/**
 * What the three standard streams are connected to.
 *
 * @param input whether a person can answer a question
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param size asked only when something is drawn, since finding out may cost a process
 */
public record Terminal(boolean input, boolean output, boolean error, Supplier<Size> size) {

    /**
     * In characters.
     *
     * @param columns at least 20
     * @param rows at least 5
     */
    public record Size(int columns, int rows) {
        public Size {
            columns = Math.max(columns, 20);
            rows = Math.max(rows, 5);
        }

        /** What terminals have had since the VT100, for when nobody knows. */
        public static final Size USUAL = new Size(80, 24);
    }

    /** Files and pipes only. */
    public static Terminal none() {
        return new Terminal(false, false, false, () -> Size.USUAL);
    }
}
