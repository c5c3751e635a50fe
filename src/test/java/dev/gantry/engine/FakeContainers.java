package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.FakeContainer.FakeMount;
import dev.gantry.engine.FakeScript.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The containers of a {@link FakeEngine} and how their states change, guarded by its lock. */
final class FakeContainers {
    private static final String SERVICE = "com.docker.compose.service";

    final List<FakeContainer> all = new ArrayList<>();

    /** What came to the host through mounts, by the host's paths. */
    private final List<Copied> host = new ArrayList<>();

    final Map<String, FakeBehaviour> behaviours = new LinkedHashMap<>();
    private final FakeResources resources;
    private final FakeEvents events;

    FakeContainers(FakeResources resources, FakeEvents events) {
        this.resources = resources;
        this.events = events;
    }

    Optional<FakeContainer> find(String idOrName) {
        String plain = idOrName.startsWith("/") ? idOrName.substring(1) : idOrName;
        return all.stream()
                .filter(found ->
                        found.name.equals(plain)
                                || (plain.length() >= 4 && found.id.startsWith(plain)))
                .findFirst();
    }

    FakeContainer get(String idOrName) {
        return find(idOrName).orElseThrow(() -> new Refusal(404, "No such container: " + idOrName));
    }

    FakeFiles files(String idOrName) {
        return FakeFiles.of(get(idOrName), host);
    }

    /** What goes to a mount is on the host, even while the container has not been started. */
    void copyInto(FakeContainer container, Copied copied) {
        for (FakeMount mount : container.mounts) {
            boolean below = (copied.folder() + "/").startsWith(mount.target() + "/");
            if (mount.type().equals("bind") && below) {
                String rest = copied.folder().substring(mount.target().length());
                host.add(new Copied(mount.source() + rest, copied.tar()));
                return;
            }
        }
        container.copied.add(copied);
    }

    void add(FakeContainer created) {
        checkFree(created.name);
        Fields body = Fields.of(created.body);
        String mode = body.map("HostConfig").text("NetworkMode");
        Fields endpoints = body.map("NetworkingConfig").map("EndpointsConfig");
        endpoints.entries().forEach((name, settings) -> join(created, name, settings.node()));
        if (endpoints.node().isEmpty() && !mode.contains(":")) {
            boolean bridge = mode.isEmpty() || mode.equals("default");
            join(created, bridge ? "bridge" : mode, Json.object().build());
        }
        for (FakeMount mount : created.mounts) {
            if (mount.type().equals("volume")) {
                resources.addVolume(mount.name(), "local", new LinkedHashMap<>());
            }
        }
        all.add(created);
        event(created, "create");
    }

    private static void join(FakeContainer container, String network, MapNode endpoint) {
        container.endpoints.put(network, endpoint);
    }

    private void checkFree(String name) {
        all.stream()
                .filter(other -> other.name.equals(name))
                .findFirst()
                .ifPresent(other -> {
                    throw new Refusal(
                            409,
                            "Conflict. The container name \"/"
                                    + name
                                    + "\" is already in use by container \""
                                    + other.id
                                    + "\". You have to remove (or rename) that container"
                                    + " to be able to reuse that name.");
                });
    }

    void rename(FakeContainer container, String newName) {
        checkFree(newName);
        container.name = newName;
        event(container, "rename");
    }

    void start(FakeContainer container) {
        if (container.running()) {
            return;
        }
        for (String network : container.endpoints.keySet()) {
            String known = container.attached.getOrDefault(network, network);
            NetworkSummary found = resources.network(known);
            container.attached.put(network, found.id());
        }
        container.start(behaviour(container));
        event(container, "start");
    }

    private FakeBehaviour behaviour(FakeContainer container) {
        FakeBehaviour named = behaviours.get(container.name);
        String service = container.labels().getOrDefault(SERVICE, "");
        FakeBehaviour scripted = named != null ? named : behaviours.get(service);
        if (scripted != null) {
            return scripted;
        }
        return container.checked() ? new FakeBehaviour.HealthyAfter(0) : new FakeBehaviour.Runs();
    }

    void exit(FakeContainer container, int code) {
        container.exit(code);
        event(container, "die");
    }

    void health(FakeContainer container, String health) {
        container.health = health;
        event(container, "health_status: " + health);
    }

    /** One look at the container: its process goes one step on. */
    void look(FakeContainer container) {
        if (!container.state.equals("running")) {
            return;
        }
        int before = container.looks++;
        switch (behaviour(container)) {
            case FakeBehaviour.HealthyAfter(int looks) when before == looks ->
                    health(container, "healthy");
            case FakeBehaviour.UnhealthyAfter(int looks) when before == looks ->
                    health(container, "unhealthy");
            case FakeBehaviour.ExitsAfter(int looks, int code) when before >= looks ->
                    exit(container, code);
            case FakeBehaviour.HealthyAfter _,
                    FakeBehaviour.UnhealthyAfter _,
                    FakeBehaviour.NeverHealthy _,
                    FakeBehaviour.ExitsAfter _,
                    FakeBehaviour.Runs _ -> {}
        }
    }

    void remove(FakeContainer container, boolean anonymousVolumes) {
        if (container.running()) {
            exit(container, 137);
        }
        all.remove(container);
        event(container, "destroy");
        for (FakeMount mount : container.mounts) {
            if (anonymousVolumes && mount.anonymous()) {
                resources.dropVolume(mount.name());
            }
        }
    }

    void stop(FakeContainer container) {
        if (container.running()) {
            exit(container, 0);
        }
    }

    void kill(FakeContainer container, String signal) {
        if (!container.running()) {
            throw new Refusal(
                    409,
                    "Cannot kill container: "
                            + container.id
                            + ": Container "
                            + container.id
                            + " is not running");
        }
        switch (signal) {
            case "KILL", "SIGKILL", "" -> exit(container, 137);
            case "TERM", "SIGTERM" -> exit(container, 143);
            default -> {}
        }
    }

    void pause(FakeContainer container) {
        if (!container.state.equals("running")) {
            String is = container.state.equals("paused") ? "already paused" : "not running";
            throw new Refusal(409, "Container " + container.id + " is " + is);
        }
        container.state = "paused";
        event(container, "pause");
    }

    void unpause(FakeContainer container) {
        if (!container.state.equals("paused")) {
            throw new Refusal(500, "Container " + container.id + " is not paused");
        }
        container.state = "running";
        event(container, "unpause");
    }

    FakeContainer running(String idOrName) {
        FakeContainer found = get(idOrName);
        if (!found.running()) {
            throw new Refusal(409, "Container " + found.id + " is not running");
        }
        return found;
    }

    List<ContainerSummary> list(List<String> labels) {
        List<ContainerSummary> found = new ArrayList<>();
        for (FakeContainer container : all.reversed()) {
            if (container.matches(labels)) {
                look(container);
                found.add(container.summary(networkIds(container)));
            }
        }
        return found;
    }

    Optional<MapNode> inspect(String idOrName) {
        Optional<FakeContainer> found = find(idOrName);
        found.ifPresent(this::look);
        return found.map(container -> container.inspection(networkIds(container)));
    }

    void connect(FakeContainer container, NetworkSummary network, MapNode endpoint) {
        if (container.endpoints.containsKey(network.name())) {
            throw new Refusal(
                    403,
                    "endpoint with name "
                            + container.name
                            + " already exists in network "
                            + network.name());
        }
        join(container, network.name(), endpoint);
    }

    void disconnect(FakeContainer container, NetworkSummary network) {
        container.attached.remove(network.name());
        if (container.endpoints.remove(network.name()) == null) {
            throw new Refusal(
                    500,
                    "container " + container.id + " is not connected to network " + network.name());
        }
    }

    /** The network as {@code GET /networks/{id}} tells it: with its running containers. */
    MapNode describe(NetworkSummary network) {
        MapNode.Builder members = Json.object();
        for (FakeContainer container : all) {
            if (container.running() && container.endpoints.containsKey(network.name())) {
                members.put(
                        container.id, Json.object().put("Name", Json.of(container.name)).build());
            }
        }
        return FakeResources.describe(network, members.build());
    }

    void dropNetwork(NetworkSummary network) {
        if (!Fields.of(describe(network)).map("Containers").node().isEmpty()) {
            throw new Refusal(
                    403,
                    "error while removing network: network "
                            + network.name()
                            + " id "
                            + network.id()
                            + " has active endpoints");
        }
        resources.dropNetwork(network);
    }

    void dropVolume(String name) {
        for (FakeContainer container : all) {
            for (FakeMount mount : container.mounts) {
                if (mount.type().equals("volume") && mount.name().equals(name)) {
                    throw new Refusal(
                            409, "remove " + name + ": volume is in use - [" + container.id + "]");
                }
            }
        }
        resources.dropVolume(name);
    }

    SequencedMap<String, String> networkIds(FakeContainer container) {
        SequencedMap<String, String> ids = new LinkedHashMap<>();
        for (String network : container.endpoints.keySet()) {
            String now = resources.findNetwork(network).map(NetworkSummary::id).orElse("");
            ids.put(network, container.attached.getOrDefault(network, now));
        }
        return ids;
    }

    private void event(FakeContainer container, String action) {
        SequencedMap<String, String> attributes = container.labels();
        attributes.put("name", container.name);
        attributes.put("image", container.image());
        if (action.equals("die")) {
            attributes.put("exitCode", Integer.toString(container.exitCode));
        }
        events.add("container", action, container.id, attributes);
    }
}
