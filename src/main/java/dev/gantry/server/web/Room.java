package dev.gantry.server.web;

/** A part of what the server answers besides the gateway's routes. */
interface Room {

    /** Whether this path is its own. */
    boolean has(String path);

    /** Answers it, now or later. */
    void handle(Incoming incoming);
}
