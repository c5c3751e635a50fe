package dev.gantry.server.web;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** One JSON line for each request. Written together, several times a second. */
final class AccessLog {
    private static final int FULL = 64 * 1024;

    private final PrintStream out;
    private final Clock clock;
    private final StringBuilder lines = new StringBuilder();

    AccessLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void write(Trace trace) {
        lines.append(trace.line(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()))
                .append('\n');
        if (lines.length() > FULL) {
            flush();
        }
    }

    void flush() {
        if (!lines.isEmpty()) {
            out.print(lines);
            out.flush();
            lines.setLength(0);
        }
    }
}
