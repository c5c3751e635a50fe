package dev.gantry.server.dispatch;

/**
 * A class of requests. Lanes are ranked: a request of an earlier one is served before all of the
 * later ones, but for their shares.
 *
 * @param name as keys and requests call it, such as {@code interactive}
 * @param share of the slots that become free while an earlier lane waits for them too, the part
 *     that this lane gets nevertheless; 0 to 1. With 0 it may starve
 * @param room how many requests may wait in it
 * @param yields whether a request of it that has not been answered yet gives up its slot to an
 *     earlier lane, and waits again
 */
public record Lane(String name, double share, int room, boolean yields) {
    public Lane {
        if (share < 0 || share > 1 || room < 0) {
            throw new IllegalArgumentException(name + ": share " + share + ", room " + room);
        }
    }
}
