package dev.gantry.apply;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Engine;
import dev.gantry.engine.FakeEngine;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetParts;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.Stack;
import dev.gantry.plan.Action;
import dev.gantry.plan.Cause;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** A workbench: fake hosts, one project on each, plans written by hand, and what they led to. */
final class Bench {
    static final String WEB =
            """
            {"name": "shop", "networks": {"default": {"name": "shop_default"}},
             "services": {"web": {"image": "lab/web:1", "command": null, "entrypoint": null,
                                  "networks": {"default": null},
                                  "volumes": [{"type": "volume", "target": "/anon", "volume": {}}]}}}
            """;
    static final Pace PACE =
            new Pace(
                    3,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ZERO,
                    Duration.ofSeconds(3));

    final SequencedMap<String, FakeEngine> engines = new LinkedHashMap<>();
    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    final List<Step> steps = new ArrayList<>();
    final Project project;
    final Desired desired;

    Bench(String canonical, String... hosts) {
        project =
                CanonicalProjects.bind(
                        Path.of("/srv/shop"),
                        (MapNode) JsonReader.read("canonical", canonical),
                        Set.of(),
                        Map.of("TOKEN", "s3cret"));
        SequencedMap<String, Host> all = new LinkedHashMap<>();
        for (String host : hosts) {
            engines.put(host, new FakeEngine(host).image("lab/web:1"));
            all.put(host, FleetParts.host(host, "local", "", Location.of("test")));
        }
        desired = desired(all);
    }

    private Desired desired(SequencedMap<String, Host> hosts) {
        Stack stack =
                FleetParts.stack("shop", "shop", new HostSelector.Only(), "", Location.of("test"));
        Fleet fleet = Fleet.of("test", "", Path.of("/srv"), hosts, new LinkedHashMap<>());
        List<Deployment> deployments =
                hosts.values().stream().map(host -> new Deployment(stack, host, project)).toList();
        return new Desired(fleet, deployments, List.of());
    }

    FakeEngine engine(String host) {
        return Objects.requireNonNull(engines.get(host));
    }

    Service web() {
        return Objects.requireNonNull(project.services().get("web"));
    }

    EngineSource source() {
        return new EngineSource() {
            @Override
            public Engine engine(Host host) {
                return Bench.this.engine(host.name());
            }

            @Override
            public void close() {}
        };
    }

    /** Adds a step and returns its number. */
    int step(String host, Action action, Integer... after) {
        SequencedSet<Integer> waitsFor = new LinkedHashSet<>(List.of(after));
        int number = steps.size() + 1;
        Cause cause = Cause.of("test");
        steps.add(new Step(number, host, "shop@" + host, "web", action, cause, waitsFor, false));
        return number;
    }

    Action.CreateContainer create() {
        return new Action.CreateContainer("shop@a", "shop-web-1", 1, web());
    }

    static Action network(String name) {
        return new Action.CreateNetwork(
                "shop",
                new dev.gantry.compose.model.Network(name, name, false, Json.object().build()));
    }

    static Action await(Readiness readiness) {
        return await(readiness, Action.Strictness.WHERE_CHECKED);
    }

    static Action await(Readiness readiness, Action.Strictness strictness) {
        return new Action.AwaitContainer("shop-web-1", readiness, strictness, Duration.ZERO);
    }

    Plan plan() {
        return new Plan(
                List.copyOf(steps), new LinkedHashMap<>(), new LinkedHashMap<>(), List.of());
    }

    Executor executor(Timekeeper time) {
        return new Executor(source(), desired, PACE, time);
    }

    Report run() {
        return run(new ManualTime());
    }

    Report run(Timekeeper time) {
        return executor(time).execute(plan(), events::add);
    }

    static Outcome outcome(Report report, int number) {
        return Objects.requireNonNull(report.outcomes().get(number));
    }

    static Outcome.Failed failure(Report report, int number) {
        return (Outcome.Failed) outcome(report, number);
    }
}
