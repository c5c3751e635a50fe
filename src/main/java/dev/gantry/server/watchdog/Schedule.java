package dev.gantry.server.watchdog;

import java.time.Duration;

/**
 * When each upstream is asked. Every upstream has moments of its own, by the hash of its name, so
 * that many spread evenly; it keeps to them as long as its answers take less than half of a pause.
 *
 * @param interval between two probes of one that is up
 */
public record Schedule(Duration interval) {
    /** How long a request of a probe may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    public static final Schedule DEFAULT = new Schedule(Duration.ofSeconds(30));

    public Schedule {
        if (interval.compareTo(SOON) < 0) {
            throw new IllegalArgumentException("an interval of " + interval + " is below 1 s");
        }
    }

    /** When to ask next; within half and one and a half {@link #pause} of now. */
    long next(UpstreamId id, UpstreamState state, long now) {
        long pause = pause(state).toNanos();
        long earliest = now + pause / 2;
        return earliest + Math.floorMod(phase(id) - earliest, pause);
    }

    /**
     * Between two probes: the whole interval only for one that is well beyond doubt. What fails is
     * asked after 2 s, 4 s, 8 s, then every 15 s; what loads, and what comes back, every second.
     */
    Duration pause(UpstreamState state) {
        Duration pause =
                switch (state.condition()) {
                    case UNKNOWN, LOADING -> SOON;
                    case UP -> state.fails() + state.doubts() == 0 ? interval : FIRST;
                    case DEGRADED -> backOff(state.fails() > 0 ? state.fails() : state.doubts());
                    case DOWN -> state.passes() > 0 ? SOON : backOff(state.fails());
                };
        return pause.compareTo(interval) < 0 ? pause : interval;
    }

    private static Duration backOff(int times) {
        if (times < 1) {
            return LONGEST;
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, 8));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** Any number, the same for the same name everywhere, spread over all of its range. */
    private static long phase(UpstreamId id) {
        long hash = id.node().hashCode() * 0x9E3779B97F4A7C15L + id.service().hashCode();
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        // A quarter of the range is enough, and no sum of it with a time overflows.
        return (hash ^ (hash >>> 31)) >> 2;
    }
}
