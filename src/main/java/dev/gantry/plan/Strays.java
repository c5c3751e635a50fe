package dev.gantry.plan;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.Stack;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is left on a host by stacks that the fleet file does not place there any more. It is told
 * and stays: where its data is to be, the files do not say.
 */
final class Strays {
    private final Fleet fleet;

    /** The stacks that are looked at, be it all of the fleet's or not. */
    private final Set<String> looked = new HashSet<>();

    private final Set<Spot> placed = new HashSet<>();

    private record Spot(String host, String project) {}

    Strays(Fleet fleet, List<Deployment> deployments) {
        this.fleet = fleet;
        for (Deployment one : deployments) {
            looked.add(one.stack().name());
            placed.add(new Spot(one.host().name(), one.stack().project()));
        }
    }

    List<Problem> notices(HostView host) {
        List<Problem> notices = new ArrayList<>();
        for (Stack stack : fleet.stacks().values()) {
            List<Observed.Container> left =
                    hasMoved(stack, host) ? host.containersOf(stack.project()) : List.of();
            if (!left.isEmpty()) {
                notices.add(moved(stack, left, host));
            }
        }
        for (String project : unknown(host)) {
            notices.add(gone(project, host.containersOf(project), host));
        }
        return notices;
    }

    /** Nothing is said of stacks that are not looked at: they may be there by their labels. */
    private boolean hasMoved(Stack stack, HostView host) {
        return looked.contains(stack.name())
                && !placed.contains(new Spot(host.name(), stack.project()))
                && !(stack.hosts() instanceof HostSelector.Named(List<String> names)
                        && names.contains(host.name()));
    }

    private static Problem moved(Stack stack, List<Observed.Container> left, HostView host) {
        List<String> volumes =
                host.state().volumes().stream()
                        .filter(one ->
                                stack.project().equals(one.labels().get(ComposeLabels.PROJECT)))
                        .map(Observed.Volume::name)
                        .sorted()
                        .toList();
        return Problem.warning(
                stack.location(),
                "stack "
                        + stack.name()
                        + " is not for host "
                        + host.name()
                        + ", where its containers stay: "
                        + names(left, ", ")
                        + (volumes.isEmpty()
                                ? ""
                                : "; so does what is in its volumes there: "
                                        + String.join(", ", volumes)),
                remove(left, host));
    }

    /** The projects that stacks had by this fleet's name and from its folder. */
    private Set<String> unknown(HostView host) {
        Set<String> known = new LinkedHashSet<>();
        for (Stack stack : fleet.stacks().values()) {
            known.add(stack.project());
            stack.formerly().forEach(former -> known.add(former.project()));
        }
        Set<String> unknown = new TreeSet<>();
        for (Observed.Container one : host.state().containers()) {
            String project = HostView.project(one);
            if (project.startsWith(fleet.name() + "-") && !known.contains(project) && isOurs(one)) {
                unknown.add(project);
            }
        }
        return unknown;
    }

    private boolean isOurs(Observed.Container container) {
        String directory = container.labels().getOrDefault(ComposeLabels.WORKING_DIR, "");
        try {
            return !fleet.file().isEmpty()
                    && container.labels().containsKey(ComposeLabels.CONFIG_HASH)
                    && Path.of(directory).startsWith(fleet.directory());
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private Problem gone(String project, List<Observed.Container> left, HostView host) {
        return Problem.warning(
                Location.of(fleet.stacks().firstEntry().getValue().location().source()),
                "containers of project "
                        + project
                        + " stay on host "
                        + host.name()
                        + ", and no stack has that project: "
                        + names(left, ", "),
                "formerly: "
                        + project
                        + " in the stack that has its services now; else "
                        + remove(left, host));
    }

    private static String remove(List<Observed.Container> left, HostView host) {
        return "when nobody needs them there: docker rm -f "
                + names(left, " ")
                + ", on host "
                + host.name();
    }

    private static String names(List<Observed.Container> containers, String between) {
        return containers.stream()
                .map(Observed.Container::name)
                .collect(Collectors.joining(between));
    }
}
