package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The steps that take away what a deployment displaces: dependents first, and as late as can be,
 * when all that the stack needs is ready and its images are there.
 */
final class DisplacedRemoval {
    private final Draft draft;
    private final Survey survey;

    /** The steps with which each one's end begins. */
    private final List<Integer> first = new ArrayList<>();

    DisplacedRemoval(Draft draft, Survey survey) {
        this.draft = draft;
        this.survey = survey;
    }

    /**
     * Adds them; returns those after which all of it is gone.
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
        SequencedSet<Integer> steps = new LinkedHashSet<>();
        for (Displaced one : survey.displaced()) {
            if (service.name().equals(one.heir())) {
                Removal removal = new Removal(draft, subject, farewell(service, one.container()));
                int gone = removal.add(one.container(), cause(one), after, false);
                steps.add(gone);
                first.add(draft.farewell(subject, one.container()).orElse(gone));
            }
        }
        return steps;
    }

    /** The hooks are the service's, whatever project it was of; another variant has its own. */
    private static Farewell farewell(Service service, Observed.Container container) {
        return HostView.service(container).equals(service.name())
                ? Farewell.of(service)
                : Farewell.silent(service);
    }

    /** A volume without a name is not found again by what comes after: whoever needs it knows. */
    private static Cause cause(Displaced one) {
        List<String> unnamed =
                one.container().volumes().stream()
                        .filter(ContainerMounts::isGenerated)
                        .sorted()
                        .toList();
        return unnamed.isEmpty()
                ? one.cause()
                : one.cause()
                        .and(
                                "what it has in a volume without a name stays in "
                                        + String.join(", ", unnamed));
    }

    /** Lets all of them stay until these steps are done. */
    void after(Collection<Integer> steps) {
        first.forEach(one -> steps.forEach(step -> draft.order(one, step)));
    }
}
