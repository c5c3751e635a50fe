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
 */
public record DownOptions(
        boolean volumes, boolean removeOrphans, boolean fleetNetworks, Set<String> services) {

    /** For all services. */
    public DownOptions(boolean volumes, boolean removeOrphans, boolean fleetNetworks) {
        this(volumes, removeOrphans, fleetNetworks, Set.of());
    }

    boolean takes(String service) {
        return services.isEmpty() || services.contains(service);
    }

    public static DownOptions defaults() {
        return new DownOptions(false, false, true);
    }
}
