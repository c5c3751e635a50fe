package dev.gantry.server.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What happened lately, for who looks on: requests that are over, and tokens by the second. */
final class Recent {
    private static final int REQUESTS = 50;
    private static final int SECONDS = 120;

    private final ArrayDeque<Trace> traces = new ArrayDeque<>();
    private final ArrayDeque<Long> tokens = new ArrayDeque<>();
    private long ofThisSecond;

    void ended(Trace trace) {
        traces.addFirst(trace);
        if (traces.size() > REQUESTS) {
            traces.removeLast();
        }
        ofThisSecond += trace.uncounted();
    }

    /** Once a second; answers under way count as they come. */
    void second(Gateway gateway) {
        for (Trace trace : gateway.active()) {
            ofThisSecond += trace.uncounted();
        }
        tokens.addLast(ofThisSecond);
        ofThisSecond = 0;
        if (tokens.size() > SECONDS) {
            tokens.removeFirst();
        }
    }

    /** The youngest first. */
    List<Trace> traces() {
        return List.copyOf(traces);
    }

    /** Tokens of answers in each of the last seconds, the oldest first. */
    List<Long> tokensBySecond() {
        return new ArrayList<>(tokens);
    }
}
