package dev.gantry.plan;

import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Containers of services that profiles switch off, where another service of the project has their
 * {@code container_name} now: variants of one service, of which one is on.
 */
final class Variants {
    private Variants() {}

    static List<Displaced> of(Project project, HostView host) {
        List<Displaced> found = new ArrayList<>();
        for (Observed.Container one : host.containersOf(project.name())) {
            if (project.disabledServices().contains(HostView.service(one))) {
                heir(project, one)
                        .ifPresent(heir -> found.add(new Displaced(one, heir, cause(heir))));
            }
        }
        return found;
    }

    private static Optional<String> heir(Project project, Observed.Container container) {
        return project.services().values().stream()
                .filter(service -> OneOff.of(service).isEmpty())
                .filter(service -> service.containerName().equals(container.name()))
                .map(Service::name)
                .findFirst();
    }

    private static Cause cause(String heir) {
        return Cause.of(heir + " has its name now, and profiles switch it off");
    }
}
