package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.LoadRequest;
import dev.gantry.compose.model.Project;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.YamlReader;
import dev.gantry.engine.Engine;
import dev.gantry.engine.FakeEngine;
import dev.gantry.fleet.Conditions;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.FleetParts;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.Selection;
import dev.gantry.fleet.Stack;
import dev.gantry.secret.Keyring;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.RegistryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A fleet of hosts in memory; what runs on them is given in canonical form. Without that, the files
 * say what the fleet is.
 */
final class FakeHouse implements House {
    private final SequencedMap<String, FakeEngine> engines = new LinkedHashMap<>();
    private final SequencedMap<String, Host> hosts = new LinkedHashMap<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private int slugs;
    private int keys;
    private boolean closed;
    private String fault = "";

    FakeEngine host(String name) {
        hosts.putIfAbsent(
                name,
                FleetParts.host(
                        name, "ssh://" + name + ".lan", name + ".lan", Location.of("gantry.yaml")));
        return engine(name);
    }

    /** The engine of a host that the files name. */
    FakeEngine engine(String host) {
        return engines.computeIfAbsent(host, FakeEngine::new);
    }

    void stack(String name, String host, String canonical) {
        host(host);
        Project project =
                CanonicalProjects.bind(
                        Path.of("/srv"),
                        (MapNode) YamlReader.read("canonical", canonical).orElseThrow(),
                        Set.of());
        Stack stack =
                FleetParts.stack(
                        name,
                        project.name(),
                        new HostSelector.Named(List.of(host)),
                        "",
                        Location.of("gantry.yaml"));
        deployments.add(new Deployment(stack, Objects.requireNonNull(hosts.get(host)), project));
    }

    /** Looking at the files ends in a fault of ours. */
    void breaks(String message) {
        fault = message;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public Fleet fleet(Session session) {
        if (hosts.isEmpty() || ofFiles(session)) {
            return new RealHouse().fleet(session);
        }
        return Fleet.of("test", "", Path.of("/srv"), hosts, new LinkedHashMap<>());
    }

    private boolean ofFiles(Session session) {
        return deployments.isEmpty() && FleetLoader.find(session.directory()).isPresent();
    }

    @Override
    public List<dev.gantry.doc.MapNode> inference(Session session, Fleet fleet) {
        return new RealHouse().inference(session, fleet);
    }

    @Override
    public Desired desired(Session session, List<String> services, Consumer<Host> placed) {
        hosts.values().forEach(placed);
        if (!fault.isEmpty()) {
            throw new IllegalStateException(fault);
        }
        if (ofFiles(session)) {
            return new RealHouse().desired(session, services, placed);
        }
        Selection selection =
                new Selection(
                        session.arguments().list(Global.HOST),
                        session.arguments().list(Global.STACK));
        return new Desired(
                fleet(session),
                deployments.stream().filter(one -> selection.has(one.stack(), one.host())).toList(),
                List.of());
    }

    @Override
    public Desired named(Session session, Consumer<Host> placed) {
        return ofFiles(session)
                ? new RealHouse().named(session, placed)
                : desired(session, List.of(), placed);
    }

    @Override
    public SequencedMap<String, LoadRequest> requests(Session session, Problems warnings) {
        return new RealHouse().requests(session, warnings);
    }

    /** The files' own; of hosts in memory nothing is known but their names. */
    @Override
    public Conditions conditions(Session session, Desired desired) {
        return new RealHouse().conditions(session, desired);
    }

    @Override
    public Environment environment(
            Session session, Fleet fleet, Stack stack, Host host, Problems warnings) {
        return new RealHouse().environment(session, fleet, stack, host, warnings);
    }

    @Override
    public EngineSource engines(Session session) {
        return new EngineSource() {
            @Override
            public Engine engine(Host host) {
                return Objects.requireNonNull(engines.get(host.name()));
            }

            @Override
            public boolean sharesFiles(Host host) {
                return true;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public Keyring keyring(Session session) {
        return new RealHouse().keyring(session);
    }

    @Override
    public String slug() {
        return "%012d".formatted(++slugs) + "f".repeat(52);
    }

    /** In the folder of the test. */
    @Override
    public RegistryStore registry(Session session) {
        return new RealHouse().registry(session);
    }

    @Override
    public NewKey newKey() {
        keys++;
        return new NewKey("k%08x".formatted(keys), "gk-" + "%043d".formatted(keys));
    }

    @Override
    public ThisMachine machine(Session session) {
        return new RealHouse().machine(session);
    }

    /** Time that stands still. */
    @Override
    public Timekeeper timekeeper() {
        return new Timekeeper() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public long epochSeconds() {
                return 1_700_000_000;
            }

            @Override
            public Alarm after(Duration delay, Runnable work) {
                return () -> {};
            }

            @Override
            public void close() {}
        };
    }
}
