package dev.gantry.plan;

import dev.gantry.compose.model.Project;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Containers of a project that its files do not ask for: of services that are gone (not those that
 * profiles switch off), and one-off runs that have ended.
 */
final class Orphans {
    private Orphans() {}

    static List<Observed.Container> of(Project project, HostView host) {
        return host.containersOf(project.name()).stream()
                .filter(one -> isOrphan(project, one))
                .toList();
    }

    private static boolean isOrphan(Project project, Observed.Container container) {
        if (HostView.isOneOff(container)) {
            return container.state().equals("exited") || container.state().equals("dead");
        }
        String service = HostView.service(container);
        return !project.services().containsKey(service)
                && !project.disabledServices().contains(service);
    }

    static Problem notice(Deployment deployment, List<Observed.Container> orphans) {
        String names =
                orphans.stream().map(Observed.Container::name).collect(Collectors.joining(", "));
        return Problem.warning(
                Location.of(deployment.id()),
                "containers that the files do not ask for any more: " + names,
                "--remove-orphans removes them");
    }
}
