package dev.gantry.server.web.ui;

import java.util.List;

/**
 * A node in the overview.
 *
 * @param services by name
 */
public record NodeRow(String name, String address, boolean draining, List<UpstreamRow> services) {
    public String href() {
        return Links.node(name);
    }

    /** How many rows it takes; one without services takes one as well. */
    public int height() {
        return Math.max(1, services.size());
    }
}
