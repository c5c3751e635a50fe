package dev.gantry.plan;

/**
 * How {@code down} is asked for.
 *
 * @param volumes {@code -v}: named and anonymous volumes go, with their data
 * @param removeOrphans {@code --remove-orphans}
 * @param fleetNetworks whether the networks that the fleet file declares go as well: only right
 *     where no stack is left out by the selection
 */
public record DownOptions(boolean volumes, boolean removeOrphans, boolean fleetNetworks) {

    public static DownOptions defaults() {
        return new DownOptions(false, false, true);
    }
}
