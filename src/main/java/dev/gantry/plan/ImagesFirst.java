package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps a plan from starting, or waiting for, a container whose image it fetches or builds anew:
 * that container is about to be replaced, and what is wrong with it may be what the new image
 * mends.
 */
public final class ImagesFirst {

    private final Map<String, Deployment> deployments;
    private final Plan plan;

    private ImagesFirst(Desired desired, Plan plan) {
        this.deployments =
                desired.deployments().stream()
                        .collect(Collectors.toMap(Deployment::id, Function.identity()));
        this.plan = plan;
    }

    /** Whether containers that are there would be started beside a renewal of their images. */
    public static boolean matters(Desired desired, Plan plan) {
        return new ImagesFirst(desired, plan).matters();
    }

    private boolean matters() {
        Set<SourcedImage.Place> renewed = SourcedImage.renewed(plan);
        Set<String> made = new HashSet<>();
        plan.steps().forEach(step -> made.add(step.host() + " " + made(step.action())));
        return plan.steps().stream()
                .filter(step -> !started(step.action()).isEmpty())
                .filter(step -> !made.contains(step.host() + " " + started(step.action())))
                .anyMatch(step -> renewed.contains(place(step)));
    }

    /** The container that a step makes; empty where it makes none. */
    private static String made(Action action) {
        if (action instanceof Action.CreateContainer create) {
            return create.name();
        }
        if (action instanceof Action.MakeSuccessor successor) {
            return successor.name();
        }
        return action instanceof Action.RecreateContainer recreate ? recreate.name() : "";
    }

    /** The container that a step starts or waits for; empty where it does neither. */
    private static String started(Action action) {
        if (action instanceof Action.StartContainer start) {
            return start.name();
        }
        return action instanceof Action.AwaitContainer wait ? wait.name() : "";
    }

    private SourcedImage.Place place(Step step) {
        Deployment deployment = deployments.get(step.deployment());
        Service service =
                deployment == null ? null : deployment.project().services().get(step.service());
        return SourcedImage.Place.of(step.host(), service == null ? "" : service.image());
    }

    /** The steps of the plan that fetch and build images, and nothing else. */
    public static Plan only(Plan plan) {
        Map<Integer, Integer> numbers = new TreeMap<>();
        List<Step> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.PullImage
                    || step.action() instanceof Action.BuildImage) {
                TreeSet<Integer> after = new TreeSet<>();
                step.after().stream()
                        .filter(numbers::containsKey)
                        .forEach(one -> after.add(numbers.get(one)));
                numbers.put(step.number(), steps.size() + 1);
                steps.add(step.numbered(steps.size() + 1, after));
            }
        }
        return new Plan(List.copyOf(steps), plan.unreachable(), plan.blocked(), plan.notices());
    }
}
