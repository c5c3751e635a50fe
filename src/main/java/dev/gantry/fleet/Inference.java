package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import java.util.List;
import java.util.SequencedMap;

/**
 * What of a fleet serves inference, for the control plane.
 *
 * @param lanes the earliest first; empty: the usual ones
 * @param devices how many requests each device of a host works on at the same time
 * @param services what is to be registered, in the order of writing
 */
public record Inference(
        List<LaneSetting> lanes, SequencedMap<String, String> devices, List<Offer> services) {
    /** Of a fleet whose file does not speak of it. */
    public static final Inference NONE =
            new Inference(List.of(), new java.util.LinkedHashMap<>(), List.of());

    /**
     * A class of requests; see {@code docs/serving.md}.
     *
     * @param share 0 to 1
     * @param room how many requests may wait in it
     */
    public record LaneSetting(String name, double share, int room, boolean yields) {}

    /**
     * A service of a stack.
     *
     * @param settings in the registry's own words, which the control plane reads
     */
    public record Offer(String stack, String service, MapNode settings, Location location) {}
}
