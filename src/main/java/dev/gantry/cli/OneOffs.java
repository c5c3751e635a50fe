package dev.gantry.cli;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.engine.Attachment;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.Engine;
import dev.gantry.fleet.Deployment;
import dev.gantry.plan.Sharing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The container of one {@code run}, which has been made: starts it and stays until it ends. */
record OneOffs(Session session, Engine engine, Service service) {

    /** What has to be there for a run: the changed service and what it depends on. */
    static Deployment deployment(Deployment whole, Service changed, Arguments arguments) {
        Project project = whole.project();
        Set<String> names =
                arguments.has(UpFlags.NO_DEPS) ? Set.of(changed.name()) : needed(project, changed);
        SequencedMap<String, Service> services = new LinkedHashMap<>(project.services());
        services.put(changed.name(), changed);
        return whole.with(project.withServices(services).withServices(names));
    }

    private static Set<String> needed(Project project, Service changed) {
        Set<String> names = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(changed.name()));
        while (!next.isEmpty()) {
            Service service = project.services().get(next.pop());
            if (service != null && names.add(service.name())) {
                service.dependsOn().stream().map(Dependency::service).forEach(next::push);
                Sharing.services(service.canonical()).forEach(next::push);
            }
        }
        return names;
    }

    /**
     * @param removes whether the container goes when it has ended
     */
    ExitCode run(boolean removes) {
        Fields made =
                Fields.of(
                        engine.inspectContainer(service.containerName())
                                .orElseThrow(() ->
                                        new OperationException(
                                                "container "
                                                        + service.containerName()
                                                        + " is gone already",
                                                "run it again")));
        String id = made.text("Id");
        if (session.arguments().has(RunFlags.DETACH)) {
            engine.startContainer(id);
            session.console().printLine(id);
            return ExitCode.DONE;
        }
        DetachKeys keys = DetachKeys.of(session);
        boolean detached = false;
        try {
            detached = attached(id, made.map("Config"), keys);
            return detached ? ExitCode.DONE : ended(id);
        } finally {
            if (removes && !detached) {
                engine.removeContainer(id, true);
            }
        }
    }

    /**
     * Connects first: what the process prints at once is not lost. Whether the user has detached.
     */
    private boolean attached(String id, Fields config, DetachKeys keys) {
        ContainerCalls calls = engine.on(id);
        boolean input = config.flag("OpenStdin");
        try (Attachment attachment = calls.attach(input, keys.text())) {
            engine.startContainer(id);
            return new Interactive(
                            session,
                            config.flag("Tty"),
                            input,
                            keys,
                            calls::resize,
                            Optional.empty())
                    .run(attachment);
        }
    }

    private ExitCode ended(String id) {
        if (session.invocation().cancellation().cancelled()) {
            engine.stopContainer(id, service.stopGracePeriod());
            return ExitCode.CANCELLED;
        }
        return ExitCode.of(engine.on(id).awaitExit());
    }
}
