package dev.gantry.server.dispatch;

/**
 * What upstreams may share, such as one GPU: together they get no more requests than it has slots.
 *
 * @param id never used for another one
 * @param slots how many requests it works on at the same time, at least 1
 */
public record Device(String id, int slots) {
    public Device {
        if (slots < 1) {
            throw new IllegalArgumentException(id + ": slots " + slots);
        }
    }
}
