package dev.gantry.server.watchdog;

import java.time.Duration;

/** What came of one GET request. */
public sealed interface Fetched {

    /** Of an answer's body, in characters and in bytes, no more than this is read. */
    int LONGEST_BODY = 1 << 20;

    /**
     * An answer, whatever it says.
     *
     * @param body its beginning as UTF-8; what is no UTF-8 in it is replaced
     * @param whole whether {@code body} is all of it
     * @param latency from the start of the request, connecting included, to the end of the answer
     */
    record Answer(int status, String body, boolean whole, Duration latency) implements Fetched {
        public Answer {
            if (body.length() > LONGEST_BODY) {
                body = body.substring(0, LONGEST_BODY);
                whole = false;
            }
        }
    }

    /**
     * No answer, or not the end of one.
     *
     * @param words such as {@code connection refused by 10.0.0.2:8080}
     */
    record Failure(Cause cause, String words) implements Fetched {}

    /** Why there is no answer. */
    enum Cause {
        /** Nobody listens there. */
        REFUSED,
        TIMED_OUT,
        /** No way to the address. */
        UNREACHABLE,
        NAME_NOT_FOUND,
        TLS,
        /** Gantry's own rules forbid the address. */
        FORBIDDEN,
        /** The connection ended early, or what came was not HTTP. */
        BROKEN
    }
}
