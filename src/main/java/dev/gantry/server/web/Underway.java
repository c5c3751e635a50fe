package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;

/** What the gateway has to see through: a request, or a WebSocket. */
interface Underway {

    Trace trace();

    /** Its upstream is known to be down: what has not been answered goes elsewhere. */
    void down(String id, String why);

    /** Time has passed. */
    void tick(long now);

    /** Its key has no access any more: it goes no further. */
    void shutOut(ApiError why);

    /** The server ends, and waits no longer for it. */
    void cutOff();
}
