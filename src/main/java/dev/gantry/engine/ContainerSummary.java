package dev.gantry.engine;

import java.util.List;
import java.util.SequencedMap;

/**
 * One entry of {@code GET /containers/json}.
 *
 * @param name without the leading slash
 * @param image as it was given at creation
 * @param status the engine's words, such as {@code Up 3 minutes (healthy)}: health and exit code
 *     are read from here
 * @param created seconds since the epoch
 * @param networks name to id
 */
public record ContainerSummary(
        String id,
        String name,
        String image,
        String imageId,
        String command,
        String state,
        String status,
        long created,
        List<PortBinding> ports,
        SequencedMap<String, String> labels,
        SequencedMap<String, String> networks,
        List<MountPoint> mounts) {

    /**
     * A port of the container.
     *
     * @param publicPort 0 when the port is not published
     */
    public record PortBinding(String ip, int privatePort, int publicPort, String protocol) {}

    /**
     * Something mounted into the container.
     *
     * @param name the volume's, or empty
     */
    public record MountPoint(String type, String name, String source, String destination) {}

    /** {@code healthy}, {@code unhealthy}, {@code starting}, or empty without a check. */
    public String health() {
        if (status.endsWith("(healthy)")) {
            return "healthy";
        }
        if (status.endsWith("(unhealthy)")) {
            return "unhealthy";
        }
        return status.endsWith("(health: starting)") ? "starting" : "";
    }

    /** Of the last run, from {@code Exited (1) 3 minutes ago}; 0 when it runs or never ran. */
    public int exitCode() {
        int open = status.indexOf('(');
        int close = status.indexOf(')');
        return status.startsWith("Exited") && open > 0 && close > open
                ? Integer.parseInt(status.substring(open + 1, close))
                : 0;
    }
}
