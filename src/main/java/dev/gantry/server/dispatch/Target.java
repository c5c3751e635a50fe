package dev.gantry.server.dispatch;

import java.util.Optional;
import java.util.Set;

/**
 * An upstream, as the registry and the watchdog describe it.
 *
 * @param id never used for another one
 * @param capabilities what it can do
 * @param models that it answers for, aliases included; empty: any
 * @param warm those of them that are loaded
 * @param slots how many requests it works on at the same time, at least 1
 * @param device what limits it besides, together with others
 * @param weight how much faster it is than others; above 0
 * @param open whether it takes new requests; one that is loading, down or draining does not
 */
public record Target(
        String id,
        Set<String> capabilities,
        Set<String> models,
        Set<String> warm,
        int slots,
        Optional<Device> device,
        double weight,
        boolean open) {
    public Target {
        if (slots < 1 || !(weight > 0)) {
            throw new IllegalArgumentException(id + ": slots " + slots + ", weight " + weight);
        }
        capabilities = Set.copyOf(capabilities);
        models = Set.copyOf(models);
        warm = Set.copyOf(warm);
    }

    /** Whether it could ever serve this. */
    boolean serves(Demand demand) {
        return capabilities.contains(demand.capability())
                && (demand.model().isEmpty()
                        || models.isEmpty()
                        || models.contains(demand.model()));
    }

    boolean hasLoaded(Demand demand) {
        return demand.model().isEmpty() ? !warm.isEmpty() : warm.contains(demand.model());
    }
}
