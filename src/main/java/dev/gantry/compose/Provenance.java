package dev.gantry.compose;

import dev.gantry.compose.explain.Step;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a value came about: looks at what there was before and after each phase, from the last back
 * to the file. That nodes keep their places through the phases is all it needs.
 */
final class Provenance {
    private final List<Step> steps = new ArrayList<>();

    private Provenance() {}

    /** The steps that led to the value, in their order. */
    static List<Step> of(Recording group, int moment, Spot spot) {
        Provenance provenance = new Provenance();
        provenance.tell(group, moment, spot);
        return provenance.steps;
    }

    private void tell(Recording group, int moment, Spot spot) {
        switch (group.moments().get(moment).phase()) {
            case READ -> steps.add(Spelling.wrote(group.model(moment), spot));
            case INTERPOLATE -> filled(group, moment, spot);
            case EXTENDS -> {
                if (!ofService(group, group, moment - 1, spot)) {
                    spot.in(group.model(moment - 1))
                            .ifPresent(before -> tell(group, moment - 1, before));
                }
            }
            case INCLUDE -> included(group, moment, spot);
            case MERGE -> merged(group, moment, spot);
            case VALIDATE,
                    CANONICAL_FORM,
                    DEFAULTS,
                    CHECKS_OF_VALUES,
                    RELATIVE_PATHS,
                    NORMALIZE,
                    TYPES,
                    PROFILES,
                    CONSISTENCY,
                    ENV_FILES,
                    SELECTION,
                    BIND ->
                    changed(group, moment, spot);
        }
    }

    private void filled(Recording group, int moment, Spot spot) {
        Optional<Spot> template = spot.in(group.model(moment - 1));
        if (template.isEmpty()) {
            return;
        }
        Node from = template.get().node();
        tell(group, moment - 1, template.get());
        if (differ(from, spot.node())) {
            steps.add(
                    new Step.Filled(
                            Phase.INTERPOLATE.words(),
                            from,
                            spot.node(),
                            UsedVariables.of(Values.text(from), from.location(), group)));
        }
    }

    /**
     * A value of a service that may extend others.
     *
     * @param home the group that the extended files are loaded for
     * @param moment before {@code extends} is carried out
     * @return whether it is a value of a service
     */
    private boolean ofService(Recording home, Recording group, int moment, Spot spot) {
        Optional<Ancestor> ancestor = Ancestor.of(home, group, moment, spot);
        if (ancestor.isEmpty()) {
            return false;
        }
        Optional<Spot> own = spot.in(group.model(moment));
        Spot inherited = spot.ofService(ancestor.get().service());
        Optional<Spot> earlier = ancestor.get().find(inherited);
        boolean wins = own.isPresent() && (earlier.isEmpty() || samePlace(own.get(), spot));
        if (earlier.isPresent() && (!wins || !own.get().equals(earlier.get()))) {
            ancestor(ancestor.get(), earlier.get());
        }
        if (own.isPresent() && (wins || isContainer(spot.node()))) {
            tell(group, moment, own.get());
        }
        if (earlier.isPresent() && own.isPresent()) {
            laidOver(Phase.EXTENDS, own.get(), earlier.get(), "");
        }
        return own.isPresent() || earlier.isPresent();
    }

    private void ancestor(Ancestor ancestor, Spot spot) {
        if (!ofService(ancestor.home(), ancestor.group(), ancestor.moment(), spot)) {
            spot.in(ancestor.group().model(ancestor.moment()))
                    .ifPresent(found -> tell(ancestor.group(), ancestor.moment(), found));
        }
        steps.add(ancestor.brought());
    }

    private void laidOver(Phase phase, Spot later, Spot earlier, String tag) {
        if (isContainer(later.node())) {
            steps.add(new Step.Joined(phase.words(), later.location(), earlier.location()));
        } else if (!samePlace(later, earlier)) {
            steps.add(new Step.Overrode(phase.words(), later.location(), earlier.node(), tag));
        }
    }

    private void included(Recording group, int moment, Spot spot) {
        Optional<Spot> before = spot.in(group.model(moment - 1));
        if (before.isEmpty() || !samePlace(before.get(), spot)) {
            for (Recording inner : group.groups()) {
                Optional<Spot> found =
                        inner.by() == Phase.INCLUDE
                                ? spot.in(inner.model(inner.last()))
                                : Optional.empty();
                if (found.isPresent() && samePlace(found.get(), spot)) {
                    tell(inner, inner.last(), found.get());
                    steps.add(
                            new Step.Brought(Phase.INCLUDE.words(), "", inner.files(), inner.at()));
                    return;
                }
            }
        }
        before.ifPresent(found -> tell(group, moment - 1, found));
    }

    private void merged(Recording group, int moment, Spot spot) {
        int start = group.before(moment, Phase.READ);
        Optional<Spot> later = spot.in(group.model(moment - 1));
        Optional<Spot> earlier = start == 0 ? Optional.empty() : spot.in(group.model(start - 1));
        boolean wins =
                later.isPresent()
                        && (earlier.isEmpty()
                                || samePlace(later.get(), spot)
                                || isContainer(spot.node()));
        earlier.ifPresent(before -> tell(group, start - 1, before));
        if (wins) {
            tell(group, moment - 1, later.get());
            if (earlier.isPresent()) {
                String tag = Overlay.tag(group.model(start), spot);
                laidOver(Phase.MERGE, later.get(), earlier.get(), tag);
            } else if (start > 0) {
                Overlay.ofList(group, moment, spot).ifPresent(steps::add);
            }
        }
        Optional<Spot> source = wins ? later : earlier;
        source.ifPresent(from -> became(Phase.MERGE, from.node(), spot, ""));
    }

    private void changed(Recording group, int moment, Spot spot) {
        Phase phase = group.moments().get(moment).phase();
        Optional<Spot> before = moment == 0 ? Optional.empty() : spot.in(group.model(moment - 1));
        if (before.isPresent()) {
            tell(group, moment - 1, before.get());
            String name = spot.path().getLast();
            boolean takesOver = Values.isNull(before.get().node()) && group.sets(name, spot.node());
            if (takesOver) {
                steps.add(
                        new Step.Filled(
                                phase.words(),
                                before.get().node(),
                                spot.node(),
                                List.of(group.variable(name))));
            } else {
                became(phase, before.get().node(), spot, Causes.changed(phase, spot));
            }
        } else if (!switchedOn(group, moment, spot)) {
            Causes.Cause cause = Causes.added(group, moment, spot);
            steps.add(new Step.Added(phase.words(), spot.node(), cause.words(), cause.at()));
        }
    }

    /** A service that profiles had switched off, and a later phase on again. */
    private boolean switchedOn(Recording group, int moment, Spot spot) {
        Phase phase = group.moments().get(moment).phase();
        if (phase != Phase.SELECTION) {
            return false;
        }
        int types = group.before(moment, Phase.TYPES);
        Optional<Spot> off = types < 0 ? Optional.empty() : spot.in(group.model(types));
        if (off.isEmpty()) {
            return false;
        }
        tell(group, types, off.get());
        steps.add(
                new Step.Noted(
                        phase.words(),
                        "on, whatever its profiles, since it is named",
                        ProjectInput.ARGUMENTS));
        return true;
    }

    private void became(Phase phase, Node from, Spot to, String cause) {
        if (differ(from, to.node())) {
            steps.add(new Step.Became(phase.words(), from, to.node(), cause));
        }
    }

    private static boolean samePlace(Spot one, Spot other) {
        return one.location().equals(other.location());
    }

    private static boolean isContainer(Node node) {
        return switch (node) {
            case MapNode map -> !map.isEmpty();
            case ListNode list -> !list.items().isEmpty();
            case ScalarNode _ -> false;
        };
    }

    /** Whether a reader would see a difference. What is inside containers is told by itself. */
    private static boolean differ(Node from, Node to) {
        return switch (from) {
            case ScalarNode before ->
                    !(to instanceof ScalarNode after)
                            || before.isNull() != after.isNull()
                            || !Values.written(before).equals(Values.written(after));
            case MapNode _ -> !(to instanceof MapNode);
            case ListNode _ -> !(to instanceof ListNode);
        };
    }
}
