package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import java.time.Duration;

/** Makes GET requests for the watchdog. */
public interface Fetcher {

    /**
     * Starts a request and does not wait for it. It carries the key of the service where it has
     * one, follows no redirect, and is given up after {@code timeout} in all; no more than {@link
     * Fetched#LONGEST_BODY} of its answer is read.
     *
     * @param path the whole of it, such as {@code /health}
     * @param receiver is told once, on the thread that the watchdog is used on; before this returns
     *     or later
     */
    void get(
            InferenceNode node,
            InferenceService service,
            String path,
            Duration timeout,
            Receiver receiver);

    /** Who waits for what comes of a request. */
    interface Receiver {
        /**
         * It came.
         *
         * @param now when, of {@link System#nanoTime}
         */
        void accept(Fetched fetched, long now);
    }
}
