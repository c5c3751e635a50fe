package dev.gantry.engine.dial;

import dev.gantry.engine.Approach;
import dev.gantry.engine.http.UnreachableException;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A way of one hop that is walked and timed, step by step, up to the first that fails. */
final class Walk {
    private final String hop;
    private final List<Approach.Step> steps = new ArrayList<>();
    private Approach.Stop stop = Approach.Stop.NOWHERE;

    /** What may fail on the way. */
    interface Doing {
        void run() throws IOException;
    }

    /** What connects. */
    interface Dialing {
        Wire dial() throws IOException;
    }

    Walk(String hop) {
        this.hop = hop;
    }

    Walk step(Approach.Kind kind, Doing doing) {
        if (!stop.reason().isEmpty()) {
            return this;
        }
        long start = System.nanoTime();
        try {
            doing.run();
            steps.add(new Approach.Step(hop, kind, (System.nanoTime() - start) / 1_000_000));
        } catch (UnreachableException known) {
            stop = new Approach.Stop(hop, words(known), known.next());
        } catch (IOException failed) {
            stop = new Approach.Stop(hop, words(failed), "");
        }
        return this;
    }

    Walk connect(Dialing dialing) {
        return step(Approach.Kind.CONNECT, () -> dialing.dial().close());
    }

    private static String words(IOException failed) {
        String message = failed.getMessage();
        return message == null ? "connect failed" : message;
    }

    Approach approach() {
        return new Approach(List.of(hop), List.copyOf(steps), stop);
    }
}
