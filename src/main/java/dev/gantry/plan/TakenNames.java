package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names of new containers that another container has, which nobody removes.
 *
 * @param going the containers that are removed before anything is made
 */
record TakenNames(
        Fleet fleet, Deployment deployment, HostView host, List<Observed.Container> going) {

    /** Why the deployment cannot be brought up. */
    List<String> obstacles(List<Verdict.OfService> services) {
        List<String> taken = new ArrayList<>();
        for (Verdict.OfService one : services) {
            for (String name : newNames(one)) {
                holder(name)
                        .ifPresent(other ->
                                taken.add(
                                        "another container on host "
                                                + host.name()
                                                + " has the name \""
                                                + name
                                                + "\" of service "
                                                + one.service().name()
                                                + ": "
                                                + wayOut(other)));
            }
        }
        return taken;
    }

    private Optional<Observed.Container> holder(String name) {
        return host.state().containers().stream()
                .filter(one -> one.name().equals(name))
                .filter(one -> going.stream().noneMatch(other -> other.id().equals(one.id())))
                .findFirst();
    }

    private String wayOut(Observed.Container other) {
        String project = HostView.project(other);
        if (project.equals(deployment.project().name())) {
            return "remove it (docker rm), or --remove-orphans where it was this project's";
        }
        boolean foreign =
                !project.isEmpty()
                        && !fleet.file().isEmpty()
                        && !deployment.stack().wasOf(project)
                        && fleet.stacks().values().stream()
                                .noneMatch(stack -> stack.project().equals(project));
        return "remove it (docker rm)"
                + (foreign
                        ? ", or say formerly: "
                                + project
                                + " in the stack where it was part of that project"
                        : "");
    }

    private List<String> newNames(Verdict.OfService verdict) {
        String project = deployment.project().name();
        Service service = verdict.service();
        List<String> names = new ArrayList<>();
        for (Verdict.OfContainer one : verdict.containers()) {
            String name =
                    service.containerName(project, Math.max(1, HostView.number(one.container())));
            if (one.isRecreated() && !one.container().name().equals(name)) {
                names.add(name);
            }
        }
        verdict.missing().forEach(number -> names.add(service.containerName(project, number)));
        return names;
    }
}
