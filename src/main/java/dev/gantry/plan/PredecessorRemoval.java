package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The steps that take a deployment's predecessors away: dependents first, and as late as can be,
 * when all that the stack needs is ready and its images are there.
 */
final class PredecessorRemoval {
    private final Draft draft;
    private final Survey survey;

    /** The steps with which each one's end begins. */
    private final List<Integer> first = new ArrayList<>();

    PredecessorRemoval(Draft draft, Survey survey) {
        this.draft = draft;
        this.survey = survey;
    }

    /**
     * Adds them; returns those after which the predecessors are gone.
     *
     * @param needed the steps after which what the stack needs is ready
     */
    List<Integer> removals(Collection<Integer> needed) {
        List<Integer> removed = new ArrayList<>();
        DependentsFirst order = new DependentsFirst(survey.deployment().project(), needed);
        for (String name : order.services()) {
            Service service = survey.deployment().project().services().get(name);
            if (service != null) {
                SequencedSet<Integer> steps = removals(service, order.after(service));
                order.gone(service, steps);
                removed.addAll(steps);
            }
        }
        return removed;
    }

    private SequencedSet<Integer> removals(Service service, Collection<Integer> after) {
        Draft.Subject subject =
                new Draft.Subject(survey.host().name(), survey.deployment().id(), service.name());
        Removal removal = new Removal(draft, subject, Farewell.silent(service));
        SequencedSet<Integer> steps = new LinkedHashSet<>();
        for (Observed.Container one : survey.predecessors()) {
            if (succeeds(service, one)) {
                int gone = removal.add(one, cause(service, one), after, false);
                steps.add(gone);
                first.add(draft.stop(subject, one.id()).orElse(gone));
            }
        }
        return steps;
    }

    private boolean succeeds(Service service, Observed.Container one) {
        return isVariant(one)
                ? service.containerName().equals(one.name())
                : service.name().equals(HostView.service(one));
    }

    private boolean isVariant(Observed.Container one) {
        return Predecessors.isVariant(survey.deployment().project(), one);
    }

    /** A volume without a name is not found again by what comes after: whoever needs it knows. */
    private Cause cause(Service heir, Observed.Container one) {
        Cause cause =
                Cause.of(
                        isVariant(one)
                                ? heir.name() + " has its name now, and profiles switch it off"
                                : "was of project "
                                        + HostView.project(one)
                                        + ", which this stack was part of (formerly)");
        List<String> unnamed =
                one.volumes().stream().filter(ContainerMounts::isGenerated).sorted().toList();
        return unnamed.isEmpty()
                ? cause
                : cause.and(
                        "what it has in a volume without a name stays in "
                                + String.join(", ", unnamed));
    }

    /** Lets all of them stay until these steps are done. */
    void after(Collection<Integer> steps) {
        first.forEach(one -> steps.forEach(step -> draft.order(one, step)));
    }
}
