package dev.gantry.server.web;

/** A part of what the server answers besides the gateway's routes. */
interface Room {

    /** Whether this request is for it. */
    boolean has(Incoming incoming);

    /** Answers it, now or later. */
    void handle(Incoming incoming);
}
