package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.DependencyOrder;
import dev.gantry.fleet.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Surveys deployments, each for itself. */
record Surveyor(SequencedMap<String, Network> fleetNetworks, UpOptions options) {

    /**
     * @param ending the services that somebody waits for to end
     */
    Survey survey(Deployment deployment, HostView host, Set<String> ending) {
        Project project = deployment.project();
        boolean mayReplace = options.recreate() != UpOptions.Recreate.NONE;
        List<Problem> notices = new ArrayList<>();
        List<Observed.Container> orphans = orphans(deployment, host, notices);
        ResourceSurvey.Found found =
                ResourceSurvey.of(project, fleetNetworks, host, mayReplace, orphans);
        notices.addAll(0, found.notices());
        StartFirst.Decided decided =
                StartFirst.decide(
                        project,
                        found.networks(),
                        ending,
                        new Convergence(deployment, host, found.networks(), ending, options)
                                .decide(order(project)));
        notices.addAll(decided.notices());
        List<Verdict.OfService> services = decided.services();
        List<String> obstacles = new ArrayList<>(found.obstacles());
        SequencedMap<String, PullRule.Supply> supplies =
                supplies(deployment, host, services, obstacles, notices);
        obstacles.addAll(takenNames(project, host, services, orphans));
        return new Survey(
                deployment,
                host,
                found.networks(),
                found.volumes(),
                services,
                supplies,
                orphans,
                obstacles,
                notices);
    }

    /** The services, each after those that it depends on. */
    static List<String> order(Project project) {
        SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
        Sharing.before(project).forEach((name, shared) -> needs.put(name, new ArrayList<>(shared)));
        for (Service service : project.services().values()) {
            List<String> needed = needs.getOrDefault(service.name(), List.of());
            service.dependsOn().forEach(dependency -> needed.add(dependency.service()));
        }
        return DependencyOrder.of(needs);
    }

    private SequencedMap<String, PullRule.Supply> supplies(
            Deployment deployment,
            HostView host,
            List<Verdict.OfService> services,
            List<String> obstacles,
            List<Problem> notices) {
        PullRule rule = new PullRule(deployment, host, options);
        SequencedMap<String, PullRule.Supply> supplies = new LinkedHashMap<>();
        for (Verdict.OfService one : services) {
            rule.supply(one).ifPresent(supply -> supplies.put(one.service().name(), supply));
            String obstacle = rule.obstacle(one);
            if (!obstacle.isEmpty()) {
                obstacles.add(obstacle);
            }
            notices.addAll(rule.notices(one));
        }
        supplies.putAll(rule.needed(supplies));
        return supplies;
    }

    private List<Observed.Container> orphans(
            Deployment deployment, HostView host, List<Problem> notices) {
        List<Observed.Container> orphans = Orphans.of(deployment.project(), host);
        if (options.removeOrphans() || orphans.isEmpty()) {
            return orphans;
        }
        notices.add(Orphans.notice(deployment, orphans));
        return List.of();
    }

    /** Names of new containers that another container has, which nobody removes. */
    private static List<String> takenNames(
            Project project,
            HostView host,
            List<Verdict.OfService> services,
            List<Observed.Container> going) {
        List<String> taken = new ArrayList<>();
        for (Verdict.OfService one : services) {
            for (String name : newNames(project, one)) {
                boolean there =
                        host.state().containers().stream()
                                .anyMatch(other -> other.name().equals(name));
                if (there && going.stream().noneMatch(other -> other.name().equals(name))) {
                    taken.add(
                            "another container on host "
                                    + host.name()
                                    + " has the name \""
                                    + name
                                    + "\" of service "
                                    + one.service().name()
                                    + ": remove it (docker rm), or --remove-orphans where it was"
                                    + " this project's");
                }
            }
        }
        return taken;
    }

    private static List<String> newNames(Project project, Verdict.OfService verdict) {
        Service service = verdict.service();
        List<String> names = new ArrayList<>();
        for (Verdict.OfContainer one : verdict.containers()) {
            String name =
                    service.containerName(
                            project.name(), Math.max(1, HostView.number(one.container())));
            if (one.isRecreated() && !one.container().name().equals(name)) {
                names.add(name);
            }
        }
        verdict.missing()
                .forEach(number -> names.add(service.containerName(project.name(), number)));
        return names;
    }
}
