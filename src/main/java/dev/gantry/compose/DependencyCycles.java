package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Finds services that wait for one another in a circle. */
final class DependencyCycles {
    private final MapNode services;
    private final Problems problems;
    private final Set<String> done = new HashSet<>();

    private DependencyCycles(MapNode services, Problems problems) {
        this.services = services;
        this.problems = problems;
    }

    static void check(MapNode services, Problems problems) {
        DependencyCycles cycles = new DependencyCycles(services, problems);
        for (String name : services.keys()) {
            if (!cycles.done.contains(name)) {
                cycles.visit(name);
            }
        }
    }

    /** Walks without recursion: a chain of dependencies may be as long as a file. */
    private void visit(String start) {
        LinkedHashMap<String, Iterator<String>> way = new LinkedHashMap<>();
        way.put(start, dependencies(start).keys().iterator());
        while (!way.isEmpty()) {
            var last = way.lastEntry();
            if (!last.getValue().hasNext()) {
                done.add(last.getKey());
                way.pollLastEntry();
                continue;
            }
            String next = last.getValue().next();
            if (way.containsKey(next)) {
                report(List.copyOf(way.keySet()), next);
            } else if (!done.contains(next)) {
                way.put(next, dependencies(next).keys().iterator());
            }
        }
    }

    private MapNode dependencies(String service) {
        return Values.map(Values.map(services, service), "depends_on");
    }

    private void report(List<String> way, String again) {
        String last = way.getLast();
        String circle = String.join(" -> ", way.subList(way.indexOf(again), way.size()));
        problems.error(
                dependencies(last).keyLocation(again),
                "dependency cycle detected: " + circle + " -> " + again,
                "take one of the dependencies out");
    }
}
