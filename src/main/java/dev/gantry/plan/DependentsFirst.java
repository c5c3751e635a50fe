package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * The order in which containers of a project's services are taken away: those of dependents, and
 * those that share what others have, come first.
 */
final class DependentsFirst {
    private final Project project;
    private final Collection<Integer> before;
    private final SequencedMap<String, SequencedSet<String>> shared;
    private final Map<String, SequencedSet<Integer>> gone = new LinkedHashMap<>();

    /**
     * @param before the steps before all of it
     */
    DependentsFirst(Project project, Collection<Integer> before) {
        this.project = project;
        this.before = before;
        this.shared = Sharing.before(project);
    }

    /** The services in this order. */
    List<String> services() {
        return Surveyor.order(project).reversed();
    }

    /** The steps before a container of the service is taken away. */
    SequencedSet<Integer> after(Service service) {
        SequencedSet<Integer> after = new LinkedHashSet<>(before);
        for (Service other : project.services().values()) {
            if (hangsOn(other, service.name())) {
                after.addAll(gone.getOrDefault(other.name(), new LinkedHashSet<>()));
            }
        }
        return after;
    }

    private boolean hangsOn(Service other, String name) {
        return other.dependsOn().stream().map(Dependency::service).anyMatch(name::equals)
                || shared.getOrDefault(other.name(), new LinkedHashSet<>()).contains(name);
    }

    /**
     * Goes on to the next service.
     *
     * @param steps those after which its containers are gone
     */
    void gone(Service service, SequencedSet<Integer> steps) {
        gone.put(service.name(), steps.isEmpty() ? after(service) : steps);
    }
}
