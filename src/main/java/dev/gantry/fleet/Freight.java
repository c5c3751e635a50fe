package dev.gantry.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What of this machine a deployment needs on another: parcels by service, and by where they are
 * mounted in its containers.
 */
public record Freight(Map<String, SequencedMap<String, Parcel>> services) {
    public static final Freight NONE = new Freight(Map.of());

    /** By mount point; empty for a service that needs nothing. */
    public SequencedMap<String, Parcel> of(String service) {
        return services.getOrDefault(service, new LinkedHashMap<>());
    }

    /** Every parcel once, in the order of the services. */
    public SequencedSet<Parcel> parcels() {
        SequencedSet<Parcel> all = new LinkedHashSet<>();
        List<SequencedMap<String, Parcel>> maps = new ArrayList<>(services.values());
        maps.forEach(map -> all.addAll(map.values()));
        return all;
    }
}
