package dev.gantry.plan;

import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.DependencyOrder;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Surveys deployments, each for itself. */
record Surveyor(Fleet fleet, Predecessors predecessors, UpOptions options) {

    /**
     * @param ending the services that somebody waits for to end
     */
    Survey survey(Deployment deployment, HostView host, Set<String> ending) {
        Project project = deployment.project();
        boolean mayReplace = options.recreate() != UpOptions.Recreate.NONE;
        List<Problem> notices = new ArrayList<>();
        List<Observed.Container> orphans = orphans(deployment, host, notices);
        List<Displaced> displaced = new ArrayList<>(Predecessors.of(deployment, host));
        displaced.addAll(Variants.of(project, host));
        List<Observed.Container> going = new ArrayList<>(orphans);
        displaced.forEach(one -> going.add(one.container()));
        MadeBefore others = MadeBefore.of(deployment, fleet, predecessors.deployments());
        ResourceSurvey.Found found = ResourceSurvey.of(project, others, host, mayReplace, going);
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
        List<String> obstacles = obstacles(deployment, host, found);
        SequencedMap<String, PullRule.Supply> supplies =
                supplies(deployment, host, services, obstacles, notices);
        obstacles.addAll(new TakenNames(fleet, deployment, host, going).obstacles(services));
        return new Survey(
                deployment,
                host,
                found.networks(),
                found.volumes(),
                services,
                supplies,
                orphans,
                displaced,
                obstacles,
                notices);
    }

    private List<String> obstacles(
            Deployment deployment, HostView host, ResourceSurvey.Found found) {
        List<String> obstacles = new ArrayList<>(found.obstacles());
        obstacles.addAll(predecessors.obstacles(deployment, host));
        new FormerVolumes(deployment.stack(), host)
                .obstacle(found.volumes().values())
                .ifPresent(obstacles::add);
        return obstacles;
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
}
