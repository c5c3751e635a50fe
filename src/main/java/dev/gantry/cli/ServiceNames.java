package dev.gantry.cli;

import dev.gantry.compose.model.Project;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The services that a command line names. */
final class ServiceNames {
    private ServiceNames() {}

    /**
     * The names as a set; empty means all.
     *
     * @throws dev.gantry.diag.UsageException where the files have no such service, switched off or
     *     not
     */
    static Set<String> of(Collection<String> named, Desired desired) {
        Set<String> known = new LinkedHashSet<>();
        for (Deployment one : desired.deployments()) {
            Project project = one.project();
            known.addAll(project.services().keySet());
            known.addAll(project.disabledServices());
        }
        named.forEach(service -> desired.fleet().requireService(service, known));
        return new LinkedHashSet<>(named);
    }
}
