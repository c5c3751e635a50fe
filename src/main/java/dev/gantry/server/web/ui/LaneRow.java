package dev.gantry.server.web.ui;

/**
 * The queue of a lane.
 *
 * @param waiting requests in it
 * @param room for how many it has room
 */
public record LaneRow(String name, int waiting, int room) {}
