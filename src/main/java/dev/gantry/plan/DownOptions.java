package dev.gantry.plan;

import java.util.Set;

/**
 * How {@code down} is asked for.
 *
 * @param volumes {@code -v}: named and anonymous volumes go, with their data
 * @param removeOrphans {@code --remove-orphans}
 * @param fleetNetworks whether the networks that the fleet file declares go as well: only right
 *     where no stack is left out by the selection
 * @param services only these; empty for all
 * @param images {@code --rmi}
 */
public record DownOptions(
        boolean volumes,
        boolean removeOrphans,
        boolean fleetNetworks,
        Set<String> services,
        Images images) {

    /** Which images go. */
    public enum Images {
        NONE,
        /** Those that were built for the services. */
        LOCAL,
        /** Those that the services name as well. */
        ALL
    }

    /** For all services. */
    public DownOptions(boolean volumes, boolean removeOrphans, boolean fleetNetworks) {
        this(volumes, removeOrphans, fleetNetworks, Set.of(), Images.NONE);
    }

    boolean takes(String service) {
        return services.isEmpty() || services.contains(service);
    }

    public static DownOptions defaults() {
        return new DownOptions(false, false, true);
    }
}
