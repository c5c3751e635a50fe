package dev.gantry.server.dispatch;

import java.time.Duration;

/** Why a request gets no upstream. */
public sealed interface Refusal {

    /** Nobody has this model, or can do this at all. */
    record Unknown(Demand demand) implements Refusal {}

    /**
     * Somebody could, but not now.
     *
     * @param retryAfter when it is worth asking again
     */
    record Unavailable(Demand demand, Duration retryAfter) implements Refusal {}

    /**
     * Its lane is full.
     *
     * @param waiting how many wait there
     * @param retryAfter when it is worth asking again
     */
    record Busy(Lane lane, int waiting, Duration retryAfter) implements Refusal {}
}
