package dev.gantry.server.watchdog;

/** Which service of which node. */
public record UpstreamId(String node, String service) {

    /** {@code node/service}, as events name their subject. */
    @Override
    public String toString() {
        return node + "/" + service;
    }
}
