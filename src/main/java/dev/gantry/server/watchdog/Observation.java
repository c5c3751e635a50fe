package dev.gantry.server.watchdog;

import java.time.Duration;

/** What one probe, of one or several requests, has shown. */
public sealed interface Observation {

    /**
     * It is well.
     *
     * @param latency of its answer about its health
     * @param learned what is known of it now
     * @param trouble what is wrong with it all the same, in words; empty: nothing
     */
    record Passed(Duration latency, Learned learned, String trouble) implements Observation {}

    /** It answers, and will be well by itself. */
    record Loading(String reason) implements Observation {}

    /**
     * It is not well.
     *
     * @param certain whether a second look would show the same; else it may have been a moment's
     *     trouble of the network
     */
    record Failed(String reason, boolean certain) implements Observation {}
}
