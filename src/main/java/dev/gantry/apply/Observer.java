package dev.gantry.apply;

import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.Engine;
import dev.gantry.engine.ImageSummary;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.ComposeLabels;
import dev.gantry.plan.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Asks every engine of a fleet what is there: one call each for containers, networks, volumes and
 * images, all at the same time, and one more for each container that is not what the files want.
 * Changes nothing.
 */
public final class Observer {
    private static final int THREADS = 16;
    private static final int CALLS_PER_ENGINE = 4;

    private final EngineSource engines;
    private final IntFunction<ExecutorService> pools;

    public Observer(EngineSource engines) {
        this(engines, Executors::newFixedThreadPool);
    }

    /**
     * @param pools makes the threads to ask with, so many at most
     */
    Observer(EngineSource engines, IntFunction<ExecutorService> pools) {
        this.engines = engines;
        this.pools = pools;
    }

    /** Looks at the hosts of the deployments. An engine that does not answer is a result. */
    public Observed observe(Desired desired) {
        SequencedMap<String, Host> hosts = hosts(desired);
        int threads = Math.clamp(hosts.size() * (long) CALLS_PER_ENGINE, 1, THREADS);
        try (Look look = new Look(threads)) {
            return look.seen(desired);
        }
    }

    /** A look that begins before it is known what is wanted. */
    public Look begin() {
        return new Look(THREADS);
    }

    private static SequencedMap<String, Host> hosts(Desired desired) {
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        for (Deployment deployment : desired.deployments()) {
            hosts.put(deployment.host().name(), deployment.host());
        }
        return hosts;
    }

    /** One look at hosts, each from when it is known on. Closing it gives up what is under way. */
    public final class Look implements AutoCloseable {
        private final ExecutorService pool;
        private final SequencedMap<String, Glance> glances = new LinkedHashMap<>();

        private Look(int threads) {
            this.pool = pools.apply(threads);
        }

        /** Begins to ask the host's engine. */
        public void at(Host host) {
            glances.computeIfAbsent(host.name(), _ -> glance(pool, host));
        }

        /**
         * What there is on the hosts of the deployments, and on no other; those that were not asked
         * before are asked now.
         */
        public Observed seen(Desired desired) {
            SequencedMap<String, Host> hosts = hosts(desired);
            hosts.values().forEach(this::at);
            SequencedMap<String, Observed.HostState> states = new LinkedHashMap<>();
            for (String name : hosts.keySet()) {
                Glance glance = Objects.requireNonNull(glances.get(name));
                states.put(name, state(pool, desired, glance));
            }
            return new Observed(states);
        }

        @Override
        public void close() {
            pool.shutdownNow();
            pool.close();
        }
    }

    /** The answers of one engine, under way. */
    private record Glance(
            Host host,
            Engine engine,
            Future<String> apiVersion,
            Future<List<ContainerSummary>> containers,
            Future<List<Observed.Network>> networks,
            Future<List<Observed.Volume>> volumes,
            Future<List<ImageSummary>> images) {}

    private Glance glance(ExecutorService pool, Host host) {
        Engine engine = engines.engine(host);
        // One call knocks; where nobody opens, the others need not each wait at the door.
        CompletableFuture<String> version =
                CompletableFuture.supplyAsync(() -> engine.apiVersion().text(), pool);
        return new Glance(
                host,
                engine,
                version,
                version.thenApplyAsync(_ -> engine.containers(List.of()), pool),
                version.thenApplyAsync(_ -> networks(engine), pool),
                version.thenApplyAsync(_ -> volumes(engine), pool),
                version.thenApplyAsync(_ -> engine.images(), pool));
    }

    /** By name: what the files want of one host. */
    private static Map<String, Project> projects(Desired desired, Host host) {
        Map<String, Project> projects = new HashMap<>();
        for (Deployment deployment : desired.deployments()) {
            if (deployment.host().name().equals(host.name())) {
                projects.putIfAbsent(deployment.project().name(), deployment.project());
            }
        }
        return projects;
    }

    private static String label(ContainerSummary container, String key) {
        return container.labels().getOrDefault(key, "");
    }

    private static Observed.HostState state(ExecutorService pool, Desired desired, Glance glance) {
        Map<String, Project> projects = projects(desired, glance.host());
        try {
            List<ContainerSummary> summaries = answer(glance.containers());
            Map<String, Future<Optional<MapNode>>> inspections = new HashMap<>();
            for (ContainerSummary one : summaries) {
                if (differs(projects, one)) {
                    Callable<Optional<MapNode>> inspect =
                            () -> glance.engine().inspectContainer(one.id());
                    inspections.put(one.id(), pool.submit(inspect));
                }
            }
            List<ImageSummary> images = answer(glance.images());
            List<Observed.Container> containers = new ArrayList<>();
            for (ContainerSummary one : summaries) {
                containers.add(container(one, inspection(inspections, one)));
            }
            return new Observed.Reachable(
                    answer(glance.apiVersion()),
                    containers,
                    answer(glance.networks()),
                    answer(glance.volumes()),
                    byReference(images),
                    built(images, projects.keySet()));
        } catch (OperationException silent) {
            return new Observed.Unreachable(silent.reason(), silent.next());
        }
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while asking the engines");
        }
    }

    private static MapNode inspection(
            Map<String, Future<Optional<MapNode>>> inspections, ContainerSummary one) {
        Future<Optional<MapNode>> asked = inspections.get(one.id());
        MapNode nothing = Json.object().build();
        return asked == null ? nothing : answer(asked).orElse(nothing);
    }

    /** Whether the planner will want to name what has changed. */
    private static boolean differs(Map<String, Project> projects, ContainerSummary container) {
        Project project = projects.get(label(container, ComposeLabels.PROJECT));
        Service service =
                project == null
                        ? null
                        : project.services().get(label(container, ComposeLabels.SERVICE));
        return service != null
                && !service.hash().equals(label(container, ComposeLabels.CONFIG_HASH));
    }

    private static Observed.Container container(ContainerSummary one, MapNode inspection) {
        return new Observed.Container(
                one.id(),
                one.name(),
                one.state(),
                one.health(),
                one.exitCode(),
                one.imageId(),
                one.labels(),
                one.networks(),
                one.mounts().stream()
                        .map(ContainerSummary.MountPoint::name)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                inspection);
    }

    private static List<Observed.Network> networks(Engine engine) {
        return engine.networks().stream()
                .map(one -> new Observed.Network(one.id(), one.name(), one.driver(), one.labels()))
                .toList();
    }

    private static List<Observed.Volume> volumes(Engine engine) {
        return engine.volumes().stream()
                .map(one -> new Observed.Volume(one.name(), one.driver(), one.labels()))
                .toList();
    }

    private static Map<String, Observed.Image> byReference(List<ImageSummary> images) {
        Map<String, Observed.Image> found = new HashMap<>();
        for (ImageSummary one : images) {
            Observed.Image image = new Observed.Image(one.id(), one.created(), one.labels());
            found.put(one.id(), image);
            one.tags().forEach(tag -> found.put(tag, image));
            one.digests().forEach(digest -> found.put(digest, image));
        }
        return found;
    }

    private static List<Observed.BuiltImage> built(
            List<ImageSummary> images, Set<String> projects) {
        List<Observed.BuiltImage> built = new ArrayList<>();
        for (ImageSummary image : images) {
            String project = image.labels().getOrDefault(ComposeLabels.PROJECT, "");
            String service = image.labels().getOrDefault(ComposeLabels.SERVICE, "");
            if (projects.contains(project) && !image.tags().isEmpty()) {
                built.add(new Observed.BuiltImage(image.tags().getFirst(), project, service));
            }
        }
        return built;
    }
}
