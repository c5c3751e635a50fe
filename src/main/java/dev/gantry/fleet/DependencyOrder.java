package dev.gantry.fleet;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Puts names after the names that they need, and finds the circle where that cannot be done. */
public final class DependencyOrder {
    private final SequencedMap<String, ? extends Collection<String>> needs;
    private final Set<String> done = new LinkedHashSet<>();
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

    /** Walks without recursion: a chain of needs may be as long as a file. */
    private void visit(String start) {
        SequencedMap<String, Iterator<String>> way = new LinkedHashMap<>();
        step(start, way);
        while (!way.isEmpty()) {
            var last = way.lastEntry();
            if (last.getValue().hasNext()) {
                step(last.getValue().next(), way);
            } else {
                way.pollLastEntry();
                done.add(last.getKey());
            }
        }
    }

    private void step(String name, SequencedMap<String, Iterator<String>> way) {
        Collection<String> next = needs.get(name);
        if (done.contains(name) || next == null) {
            return;
        }
        if (!way.containsKey(name)) {
            way.put(name, List.<String>copyOf(next).iterator());
        } else if (circle.isEmpty()) {
            List<String> names = List.copyOf(way.keySet());
            circle = names.subList(names.indexOf(name), names.size());
        }
    }
}
