package dev.gantry.plan;

import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What is left on a host of the projects that stacks were part of before ({@code formerly}). A
 * container of such a project is the predecessor of the stack that has its service now; one-off
 * runs are nobody's.
 *
 * @param deployments those that are looked at, be it all of the fleet's or not
 */
record Predecessors(Fleet fleet, List<Deployment> deployments) {

    /** Those of one deployment. */
    static List<Displaced> of(Deployment deployment, HostView host) {
        Set<Displaced> found = new LinkedHashSet<>();
        for (Stack.Former former : deployment.stack().formerly()) {
            for (Observed.Container one : host.containersOf(former.project())) {
                heir(deployment, one)
                        .ifPresent(heir -> found.add(new Displaced(one, heir, cause(one))));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<String> heir(Deployment deployment, Observed.Container container) {
        return Optional.ofNullable(deployment.project().services().get(HostView.service(container)))
                .filter(service -> OneOff.of(service).isEmpty())
                .filter(_ -> !HostView.isOneOff(container))
                .filter(_ -> deployment.stack().wasOf(HostView.project(container)))
                .map(Service::name);
    }

    private static Cause cause(Observed.Container container) {
        return Cause.of(
                "was of project "
                        + HostView.project(container)
                        + ", which this stack was part of (formerly)");
    }

    /** Which of them can have been another stack's as well; empty where it is plain. */
    List<String> obstacles(Deployment deployment, HostView host) {
        List<String> obstacles = new ArrayList<>();
        for (Displaced predecessor : of(deployment, host)) {
            Observed.Container one = predecessor.container();
            for (Deployment other : on(host)) {
                if (!other.id().equals(deployment.id()) && heir(other, one).isPresent()) {
                    obstacles.add(
                            "container \""
                                    + one.name()
                                    + "\" of project "
                                    + HostView.project(one)
                                    + " can have been its own or that of "
                                    + other.id()
                                    + ", since both have a service "
                                    + HostView.service(one)
                                    + ": begin with the stack that it was of, gantry up --stack "
                                    + deployment.stack().name()
                                    + " or --stack "
                                    + other.stack().name());
                }
            }
        }
        return obstacles;
    }

    private List<Deployment> on(HostView host) {
        return deployments.stream().filter(one -> one.host().name().equals(host.name())).toList();
    }

    /**
     * Tells what stays of the projects of before because no stack has its service. Nothing is said
     * where stacks that were part of it are not looked at.
     */
    List<Problem> notices(HostView host) {
        SequencedMap<String, Stack.Former> projects = new LinkedHashMap<>();
        for (Deployment one : on(host)) {
            one.stack().formerly().forEach(it -> projects.putIfAbsent(it.project(), it));
        }
        List<Problem> notices = new ArrayList<>();
        for (Stack.Former former : projects.values()) {
            List<String> names = staying(former.project(), host);
            if (!names.isEmpty() && isWhole(former.project())) {
                notices.add(
                        Problem.warning(
                                former.location(),
                                "containers of project "
                                        + former.project()
                                        + " stay on host "
                                        + host.name()
                                        + ", since no stack takes them over: "
                                        + String.join(", ", names),
                                "when nobody needs them: docker rm -f " + String.join(" ", names)));
            }
        }
        return notices;
    }

    private List<String> staying(String project, HostView host) {
        return host.containersOf(project).stream()
                .filter(one -> on(host).stream().noneMatch(other -> has(other, one)))
                .map(Observed.Container::name)
                .toList();
    }

    /** What profiles switch off stays without a word, as it does in a project of its own. */
    private static boolean has(Deployment deployment, Observed.Container container) {
        String service = HostView.service(container);
        return deployment.stack().wasOf(HostView.project(container))
                && !HostView.isOneOff(container)
                && (deployment.project().services().containsKey(service)
                        || deployment.project().disabledServices().contains(service));
    }

    private boolean isWhole(String project) {
        return fleet.stacks().values().stream()
                .filter(stack -> stack.wasOf(project))
                .allMatch(stack ->
                        deployments.stream()
                                .anyMatch(one -> one.stack().name().equals(stack.name())));
    }
}
