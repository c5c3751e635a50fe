package dev.gantry.compose.model;

import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;

/**
 * One service. The components are what planning, checking and ordering decide on; every other
 * attribute is in {@link #canonical}, which validation has already typed, and is read there by the
 * one mapper that hands it to the engine.
 *
 * @param image the reference to run; for a service that is only built, the name that Compose gives
 *     the result ({@code project-service})
 * @param built whether the service is built from sources
 * @param platform {@code os/arch[/variant]}, or empty for the engine's own
 * @param pullPolicy {@code missing} unless said otherwise
 * @param containerName the fixed name, or empty for {@code project-service-number}
 * @param scale how many containers
 * @param networkMode {@code host}, {@code none}, {@code service:x}, {@code container:x}, or empty
 *     where {@link #networks} counts
 * @param networks the networks to join, in the order of joining (highest priority first, then by
 *     name), by key of the project's networks
 * @param environment the variables that the container gets; those without a value are resolved or
 *     left out already
 * @param stopGracePeriod how long the container may take to stop; ten seconds unless said otherwise
 * @param canonical the service as {@code docker compose config} prints it
 */
public record Service(
        String name,
        String image,
        boolean built,
        String platform,
        PullPolicy pullPolicy,
        String containerName,
        int scale,
        List<Dependency> dependsOn,
        HealthCheck healthCheck,
        String networkMode,
        SequencedMap<String, Attachment> networks,
        List<Port> ports,
        List<Mount> mounts,
        List<FileGrant> configs,
        List<FileGrant> secrets,
        SequencedMap<String, String> environment,
        SequencedMap<String, String> labels,
        Duration stopGracePeriod,
        MapNode canonical) {

    /**
     * When to fetch the image. Compose's {@code pull_policy}; {@code build} is {@link #MISSING}
     * here, {@link #built} says it.
     */
    public enum PullPolicy {
        ALWAYS,
        MISSING,
        NEVER,
        DAILY,
        WEEKLY
    }

    /**
     * The container that is number {@code number} of this service (from 1) in project {@code
     * project}.
     */
    public String containerName(String project, int number) {
        return containerName.isEmpty() ? project + "-" + name + "-" + number : containerName;
    }

    /** What {@code docker compose config --hash} prints. Worked out anew every time. */
    public String hash() {
        return ConfigHash.ofService(canonical);
    }

    /** This service with another number of containers. */
    public Service withScale(int number) {
        return new Service(
                name,
                image,
                built,
                platform,
                pullPolicy,
                containerName,
                number,
                dependsOn,
                healthCheck,
                networkMode,
                networks,
                ports,
                mounts,
                configs,
                secrets,
                environment,
                labels,
                stopGracePeriod,
                canonical);
    }

    /** This service from another image. */
    public Service withImage(String other) {
        return new Service(
                name,
                other,
                built,
                platform,
                pullPolicy,
                containerName,
                scale,
                dependsOn,
                healthCheck,
                networkMode,
                networks,
                ports,
                mounts,
                configs,
                secrets,
                environment,
                labels,
                stopGracePeriod,
                canonical.with("image", ScalarNode.string(other, canonical.keyLocation("image"))));
    }
}
