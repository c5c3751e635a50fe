package dev.gantry.server.watchdog;

import java.util.function.Function;

/** How a probe goes on. */
public sealed interface Turn {

    /**
     * One more request.
     *
     * @param path the whole of it
     * @param then from what came of it to the next turn
     */
    record Ask(String path, Function<Fetched, Turn> then) implements Turn {}

    /** Nothing more is asked. */
    record Done(Observation observation) implements Turn {}
}
