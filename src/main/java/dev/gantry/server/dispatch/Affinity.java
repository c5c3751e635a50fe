package dev.gantry.server.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where requests with the same beginning went last; forgets the ones longest unused. */
final class Affinity {
    private static final int LIMIT = 10_000;

    private final Map<String, String> targets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > LIMIT;
                }
            };

    boolean leads(Demand demand, Target target) {
        return !demand.prefix().isEmpty() && target.id().equals(targets.get(demand.prefix()));
    }

    void remember(Demand demand, Target target) {
        if (!demand.prefix().isEmpty()) {
            targets.put(demand.prefix(), target.id());
        }
    }
}
