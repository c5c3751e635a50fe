package dev.gantry.plan;

import dev.gantry.doc.MapNode;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the engines report, by host name: what belongs to the deployments at hand, and what else
 * could get into their way.
 */
public record Observed(SequencedMap<String, HostState> hosts) {

    /** One host's answer. */
    public sealed interface HostState permits Reachable, Unreachable {}

    /**
     * The engine answered.
     *
     * @param apiVersion the negotiated version, such as {@code 1.41}
     * @param containers all of them, of whatever project or none, running or not
     * @param images every image reference and id at the engine ({@code repo:tag}, {@code
     *     repo@sha256:…}, {@code sha256:…}) to the image
     * @param builtImages those that were built for services of the projects at hand
     */
    public record Reachable(
            String apiVersion,
            List<Container> containers,
            List<Network> networks,
            List<Volume> volumes,
            Map<String, Image> images,
            List<BuiltImage> builtImages)
            implements HostState {}

    /** The engine did not answer; the reason is one line, with what to do. */
    public record Unreachable(String reason, String next) implements HostState {}

    /**
     * One container.
     *
     * @param state the engine's word: {@code created}, {@code running}, {@code paused}, {@code
     *     restarting}, {@code exited}, {@code dead}
     * @param health the check's word: starting, healthy or unhealthy; empty without a check
     * @param exitCode of the last run; 0 while running
     * @param imageId {@code sha256:…}
     * @param labels all of them; Compose's own tell project, service, number and hash
     * @param networks name to id
     * @param volumes the named volumes that are mounted, by name
     * @param inspection the engine's whole description where the planner needs it to name the
     *     changed field; empty otherwise
     */
    public record Container(
            String id,
            String name,
            String state,
            String health,
            int exitCode,
            String imageId,
            SequencedMap<String, String> labels,
            SequencedMap<String, String> networks,
            List<String> volumes,
            MapNode inspection) {}

    public record Network(
            String id, String name, String driver, SequencedMap<String, String> labels) {}

    /**
     * What an engine says of an image.
     *
     * @param id {@code sha256:…}
     * @param created Unix seconds; 0 where nothing is said
     * @param labels its own, and those of the image that it was built from
     */
    public record Image(String id, long created, Map<String, String> labels) {}

    /**
     * An image that says for which service it was built.
     *
     * @param reference its first name
     */
    public record BuiltImage(String reference, String project, String service) {}

    public record Volume(String name, String driver, SequencedMap<String, String> labels) {}
}
