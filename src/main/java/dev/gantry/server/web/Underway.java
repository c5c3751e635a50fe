package dev.gantry.server.web;

/** What the gateway has to see through: a request, or a WebSocket. */
interface Underway {

    Trace trace();

    /** Its upstream is known to be down: what has not been answered goes elsewhere. */
    void down(String id, String why);

    /** Time has passed. */
    void tick(long now);

    /** The server ends, and waits no longer for it. */
    void cutOff();
}
