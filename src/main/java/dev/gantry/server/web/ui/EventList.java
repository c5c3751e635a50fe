package dev.gantry.server.web.ui;

import java.util.List;

/**
 * What happened lately, the youngest first.
 *
 * @param trouble why there are none, or not the last ones; empty: all is well
 */
public record EventList(List<EventRow> rows, String trouble) {}
