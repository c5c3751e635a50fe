package dev.gantry.smoke;

import dev.gantry.compose.model.Service;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.ImageSummary;
import dev.gantry.fleet.Deployment;
import dev.gantry.plan.ComposeLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the containers of a deployment are, beside what they ought to be. Pure.
 *
 * @param ending the services that somebody waits for to end
 */
record ServiceStates(Deployment deployment, Set<String> ending) {

    /** By service, in the order of the files. */
    List<ServiceState> of(List<ContainerSummary> containers, List<ImageSummary> images) {
        List<ServiceState> states = new ArrayList<>();
        for (Service service : deployment.project().services().values()) {
            List<ContainerSummary> own =
                    containers.stream().filter(one -> isOf(one, service.name())).toList();
            own.forEach(one -> states.add(state(service, one, images)));
            if (own.size() < service.scale()) {
                states.add(missing(service, own.size()));
            }
        }
        return states;
    }

    /** Those that {@code run} made do not count. */
    private boolean isOf(ContainerSummary container, String service) {
        return deployment.project().name().equals(label(container, ComposeLabels.PROJECT))
                && service.equals(label(container, ComposeLabels.SERVICE))
                && !"True".equals(label(container, ComposeLabels.ONE_OFF));
    }

    private static String label(ContainerSummary container, String key) {
        return container.labels().getOrDefault(key, "");
    }

    private ServiceState missing(Service service, int present) {
        String fault =
                present == 0
                        ? "has no container"
                        : "has " + present + " of " + service.scale() + " containers";
        return new ServiceState(
                deployment.id(), service.name(), "", "missing", "", service.image(), "", "", fault);
    }

    private ServiceState state(Service service, ContainerSummary one, List<ImageSummary> images) {
        String digest =
                images.stream()
                        .filter(image -> image.id().equals(one.imageId()))
                        .flatMap(image -> image.digests().stream())
                        .findFirst()
                        .orElse("");
        return new ServiceState(
                deployment.id(),
                service.name(),
                one.name(),
                one.state(),
                one.health(),
                one.image(),
                one.imageId(),
                digest,
                fault(service, one));
    }

    private String fault(Service service, ContainerSummary one) {
        return switch (one.state()) {
            case "running" ->
                    switch (one.health()) {
                        case "unhealthy" -> "is unhealthy";
                        case "starting" -> "is not healthy yet";
                        default -> "";
                    };
            case "exited" ->
                    one.exitCode() == 0 && ending.contains(service.name())
                            ? ""
                            : "has exited with code " + one.exitCode();
            default -> "is " + one.state();
        };
    }
}
