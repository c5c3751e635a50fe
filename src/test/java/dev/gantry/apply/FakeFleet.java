package dev.gantry.apply;

import dev.gantry.doc.Json;
import dev.gantry.engine.ApiVersion;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineVersion;
import dev.gantry.engine.FakeEngine;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.Action;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The engines of a fleet in memory. Plans are carried out one step at a time, in a random order
 * that keeps to what the steps wait for, and can be interrupted as by SIGKILL: after so many
 * requests that change something, in the middle of a step.
 */
final class FakeFleet implements EngineSource {
    private final SequencedMap<String, FakeEngine> engines = new LinkedHashMap<>();

    /** How many more requests that change something get through. */
    private int left;

    /** The program is gone. An error, since nothing of the program may get to clean up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param hosts each has a container, a network and a volume that are nobody's business; the
     *     last one has an old engine
     */
    FakeFleet(List<String> hosts, List<String> images) {
        for (String name : hosts) {
            FakeEngine engine = new FakeEngine(name).before(this::pass).image("foreign:1");
            images.forEach(engine::published);
            engines.put(name, engine);
            left = Integer.MAX_VALUE;
            engine.createNetwork(Json.object().put("Name", Json.of("s0_foreign")).build());
            engine.createVolume(Json.object().put("Name", Json.of("s0_foreign")).build());
            foreign(engine, "s0-foreign-1", Map.of());
            foreign(
                    engine,
                    "other-c0-1",
                    Map.of(
                            "com.docker.compose.project", "other",
                            "com.docker.compose.service", "c0",
                            "com.docker.compose.container-number", "1",
                            "com.docker.compose.config-hash", "abc"));
        }
        engines.lastEntry()
                .getValue()
                .version(new EngineVersion(new ApiVersion("1.41"), "20.10.24", "linux", "amd64"));
    }

    private static void foreign(FakeEngine engine, String name, Map<String, String> labels) {
        engine.createContainer(
                name,
                "",
                Json.object()
                        .put("Image", Json.of("foreign:1"))
                        .put("Labels", Json.strings(new LinkedHashMap<>(labels)))
                        .build());
        engine.startContainer(name);
    }

    private void pass(FakeEngine.Call call) {
        if (call.mutating() && left-- <= 0) {
            throw new Killed();
        }
    }

    @Override
    public Engine engine(Host host) {
        return engine(host.name());
    }

    FakeEngine engine(String host) {
        return Objects.requireNonNull(engines.get(host));
    }

    SequencedMap<String, FakeEngine> engines() {
        return engines;
    }

    Observed observe(Desired desired) {
        return new Observer(this, threads -> new SameThread()).observe(desired);
    }

    /** Carries the whole plan out. */
    void apply(Desired desired, Plan plan, Random random) {
        if (!apply(desired, plan, random, Integer.MAX_VALUE)) {
            throw new AssertionError("the plan was not carried out");
        }
    }

    /**
     * Carries the plan out until so many requests have changed something; what else was under way
     * then has come as far as it had.
     *
     * @return whether everything was done by then
     */
    boolean apply(Desired desired, Plan plan, Random random, int requests) {
        Deeds deeds = deeds(desired);
        Set<Integer> done = new LinkedHashSet<>();
        List<Step> waiting = new ArrayList<>(plan.steps());
        left = requests;
        while (!waiting.isEmpty()) {
            Step step = free(waiting, done, random);
            if (step == null || !perform(deeds, step)) {
                waiting.remove(step);
                underWayToo(deeds, waiting, done, random);
                left = Integer.MAX_VALUE;
                return false;
            }
            done.add(step.number());
            waiting.remove(step);
        }
        left = Integer.MAX_VALUE;
        return true;
    }

    private static @Nullable Step free(List<Step> waiting, Set<Integer> done, Random random) {
        List<Step> free = waiting.stream().filter(one -> done.containsAll(one.after())).toList();
        return free.isEmpty() ? null : free.get(random.nextInt(free.size()));
    }

    private void underWayToo(Deeds deeds, List<Step> waiting, Set<Integer> done, Random random) {
        for (int others = random.nextInt(3); others > 0; others--) {
            Step step = free(waiting, done, random);
            if (step != null) {
                left = random.nextInt(4);
                perform(deeds, step);
                waiting.remove(step);
            }
        }
    }

    /** Whether it was done before the program was gone. */
    private boolean perform(Deeds deeds, Step step) {
        FakeEngine engine = engine(step.host());
        try {
            if (step.action() instanceof Action.AwaitContainer await) {
                await(engine, await);
            } else {
                deeds.perform(step, engine, (words, current, total) -> {});
            }
            return true;
        } catch (Killed killed) {
            return false;
        }
    }

    private static void await(FakeEngine engine, Action.AwaitContainer await) {
        var there =
                engine.containers(List.of()).stream()
                        .filter(one -> one.name().equals(await.name()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("waiting for no container " + await));
        if (!there.state().equals("running")) {
            throw new AssertionError("waiting for " + there + ", which does not run");
        }
        switch (await.readiness()) {
            case STARTED, HEALTHY -> {}
            case COMPLETED -> engine.exit(there.id(), 0);
        }
    }

    private Deeds deeds(Desired desired) {
        Map<String, Deeds.HostedProject> projects = new LinkedHashMap<>();
        desired.deployments()
                .forEach(one ->
                        projects.put(
                                one.id(),
                                new Deeds.HostedProject(one.project(), one.freight(), true)));
        Images images = new Images(new Engines(this, new LinkedHashMap<>()), projects);
        return new Deeds(projects, new ManualTime(), images);
    }

    @Override
    public void close() {}
}
