package dev.gantry.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Puts names after the names that they need, and finds the circle where that cannot be done. */
public final class DependencyOrder {
    private final SequencedMap<String, ? extends Collection<String>> needs;
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();
    private List<String> circle = List.of();

    private DependencyOrder(SequencedMap<String, ? extends Collection<String>> needs) {
        this.needs = needs;
    }

    /**
     * Every key of {@code needs} after the keys that it needs, otherwise in the order of the map.
     * Needed names that are no keys are passed over. A circle is broken where it closes.
     */
    public static List<String> of(SequencedMap<String, ? extends Collection<String>> needs) {
        DependencyOrder order = new DependencyOrder(needs);
        needs.keySet().forEach(order::visit);
        return List.copyOf(order.done);
    }

    /** The first circle: each name needs the next, the last one the first. Empty without one. */
    public static List<String> circle(SequencedMap<String, ? extends Collection<String>> needs) {
        DependencyOrder order = new DependencyOrder(needs);
        needs.keySet().forEach(order::visit);
        return order.circle;
    }

    private void visit(String name) {
        if (done.contains(name) || !needs.containsKey(name)) {
            return;
        }
        int before = path.indexOf(name);
        if (before >= 0) {
            circle = circle.isEmpty() ? List.copyOf(path.subList(before, path.size())) : circle;
            return;
        }
        path.add(name);
        needs.get(name).forEach(this::visit);
        path.removeLast();
        done.add(name);
    }
}
