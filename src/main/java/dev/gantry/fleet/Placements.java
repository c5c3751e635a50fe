package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Which stack runs on which host. */
final class Placements {

    /** One stack on one host. */
    record Placement(Stack stack, Host host, HostLabels labels) {}

    private record Place(String host, String project) {}

    private final Fleet fleet;
    private static final int MOST = 10_000;

    private final FleetInputs inputs;
    private final Problems problems;

    Placements(Fleet fleet, FleetInputs inputs, Problems problems) {
        this.fleet = fleet;
        this.inputs = inputs;
        this.problems = problems;
    }

    /** All of them, in the order of the fleet file, stacks first, then hosts. */
    List<Placement> all() {
        List<Placement> placements = new ArrayList<>();
        for (Stack stack : fleet.stacks().values()) {
            int before = placements.size();
            for (Host host : fleet.hosts().values()) {
                SequencedMap<String, String> facts =
                        inputs.facts().getOrDefault(host.name(), new LinkedHashMap<>());
                HostLabels labels = HostLabels.of(fleet, host, facts, inputs.labels());
                if (selects(stack.hosts(), host, labels)) {
                    requireFew(placements.size(), stack);
                    placements.add(new Placement(stack, host, labels));
                }
            }
            if (placements.size() == before) {
                problems.warning(
                        stack.location(),
                        "stack \"" + stack.name() + "\" runs nowhere: no host has its labels",
                        "gantry hosts shows the labels of each host");
            }
        }
        tellUnknownFacts();
        requireDistinctProjects(placements);
        return placements;
    }

    private void requireFew(int before, Stack stack) {
        if (before == MOST) {
            problems.error(
                    stack.location(),
                    "the fleet has more than " + MOST + " deployments",
                    "select fewer hosts for this stack");
            problems.throwIfErrors();
        }
    }

    private static boolean selects(HostSelector selector, Host host, HostLabels labels) {
        return switch (selector) {
            case HostSelector.Only() -> true;
            case HostSelector.Named(List<String> names) -> names.contains(host.name());
            case HostSelector.Labelled(SequencedMap<String, List<String>> wanted) ->
                    labels.match(wanted);
        };
    }

    private void tellUnknownFacts() {
        for (String name : FactNeeds.untold(fleet, inputs)) {
            Host host = fleet.hosts().get(name);
            if (host != null) {
                problems.warning(
                        host.location(),
                        "host \""
                                + name
                                + "\" has not told its os, arch and gpu: what depends on"
                                + " them is taken not to apply there",
                        "declare them under its labels, or make its engine answer");
            }
        }
    }

    /** Two stacks of one project on one engine would take each other's containers for orphans. */
    private void requireDistinctProjects(List<Placement> placements) {
        Map<Place, Stack> taken = new LinkedHashMap<>();
        for (Placement one : placements) {
            Place place = new Place(one.host().name(), one.stack().project());
            Stack other = taken.putIfAbsent(place, one.stack());
            if (other != null && !place.project().isEmpty()) {
                Location location = one.stack().location();
                problems.error(
                        location,
                        "stacks \""
                                + other.name()
                                + "\" ("
                                + other.location()
                                + ") and \""
                                + one.stack().name()
                                + "\" are both project \""
                                + place.project()
                                + "\" on host "
                                + place.host(),
                        "give one of them another project");
            }
        }
        placements.forEach(one -> requireNobodys(one, taken));
    }

    /** What is a stack's now goes by that stack's files alone. */
    private void requireNobodys(Placement placement, Map<Place, Stack> taken) {
        Stack stack = placement.stack();
        for (Stack.Former former : stack.formerly()) {
            Stack other = taken.get(new Place(placement.host().name(), former.project()));
            if (other != null) {
                problems.error(
                        former.location(),
                        "stack \""
                                + stack.name()
                                + "\" was formerly project \""
                                + former.project()
                                + "\", which is stack \""
                                + other.name()
                                + "\" on host "
                                + placement.host().name(),
                        "formerly is for projects that no stack is any more: take it away, or give"
                                + " that stack another project");
            }
        }
    }
}
