package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
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
        services.keys().forEach(name -> cycles.visit(name, new LinkedHashSet<>()));
    }

    private void visit(String name, SequencedSet<String> way) {
        if (done.contains(name) || !(services.get(name) instanceof MapNode service)) {
            return;
        }
        way.add(name);
        MapNode dependencies = Values.map(service, "depends_on");
        for (String next : dependencies.keys()) {
            if (way.contains(next)) {
                List<String> circle = new ArrayList<>(way);
                circle = new ArrayList<>(circle.subList(circle.indexOf(next), circle.size()));
                circle.add(next);
                problems.error(
                        dependencies.keyLocation(next),
                        "dependency cycle detected: " + String.join(" -> ", circle),
                        "take one of the dependencies out");
            } else {
                visit(next, way);
            }
        }
        way.remove(name);
        done.add(name);
    }
}
