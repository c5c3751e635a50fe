package dev.gantry.server.dispatch;

/** What came of a request at an upstream. */
public enum Result {
    /** An answer that says nothing against the upstream, whatever its status. */
    SERVED,

    /** The upstream failed: no connection, no answer in time, an answer that says so. */
    FAILED,

    /** The client went away, which says nothing about the upstream. */
    ABANDONED
}
