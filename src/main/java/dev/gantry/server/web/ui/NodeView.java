package dev.gantry.server.web.ui;

import java.util.List;

/**
 * A node on its own page.
 *
 * @param facts labels, devices, the address
 */
public record NodeView(String name, boolean draining, List<Fact> facts, List<Service> services) {

    /** Something to know about it. */
    public record Fact(String name, String value) {}

    /**
     * A service with all that is known of it.
     *
     * @param aliases {@code alias → model}
     */
    public record Service(UpstreamRow row, List<Fact> facts, List<String> aliases) {}

    public String href() {
        return Links.node(name);
    }

    public String fragment() {
        return "/ui/fragments" + Links.node(name);
    }
}
