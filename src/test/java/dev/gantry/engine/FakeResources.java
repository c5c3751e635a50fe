package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.FakeContainer.FakeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The networks and volumes of a {@link FakeEngine}, guarded by its lock. */
final class FakeResources {
    private final SequencedMap<String, NetworkSummary> networks = new LinkedHashMap<>();
    private final SequencedMap<String, VolumeSummary> volumes = new LinkedHashMap<>();
    private final FakeEvents events;

    FakeResources(String engine, FakeEvents events) {
        this.events = events;
        for (String driver : List.of("bridge", "host", "null")) {
            String name = driver.equals("null") ? "none" : driver;
            String id = FakeIds.hex(engine + " network " + name);
            networks.put(id, new NetworkSummary(id, name, driver, new LinkedHashMap<>()));
        }
    }

    List<NetworkSummary> networks() {
        return List.copyOf(networks.values());
    }

    Optional<NetworkSummary> findNetwork(String idOrName) {
        return networks.values().stream()
                .filter(found -> found.id().equals(idOrName) || found.name().equals(idOrName))
                .findFirst();
    }

    NetworkSummary network(String idOrName) {
        return findNetwork(idOrName)
                .orElseThrow(
                        () -> new FakeScript.Refusal(404, "network " + idOrName + " not found"));
    }

    String addNetwork(String id, MapNode body) {
        Fields fields = Fields.of(body);
        String name = fields.text("Name");
        if (findNetwork(name).isPresent()) {
            throw new FakeScript.Refusal(409, "network with name " + name + " already exists");
        }
        String driver = fields.text("Driver");
        networks.put(
                id,
                new NetworkSummary(
                        id, name, driver.isEmpty() ? "bridge" : driver, fields.pairs("Labels")));
        events.add("network", "create", id, named(name));
        return id;
    }

    void dropNetwork(NetworkSummary network) {
        networks.remove(network.id());
        events.add("network", "destroy", network.id(), named(network.name()));
    }

    List<VolumeSummary> volumes() {
        return List.copyOf(volumes.values());
    }

    Optional<VolumeSummary> findVolume(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    /** What {@code POST /volumes/create} is told. */
    void addVolume(Fields body) {
        String driver = body.text("Driver").isEmpty() ? "local" : body.text("Driver");
        addVolume(body.text("Name"), driver, body.pairs("Labels"));
    }

    void addVolume(String name, String driver, SequencedMap<String, String> labels) {
        if (!volumes.containsKey(name)) {
            volumes.put(name, new VolumeSummary(name, driver, labels));
            events.add("volume", "create", name, new LinkedHashMap<>());
        }
    }

    void dropVolume(String name) {
        if (volumes.remove(name) != null) {
            events.add("volume", "destroy", name, new LinkedHashMap<>());
        }
    }

    private static SequencedMap<String, String> named(String name) {
        SequencedMap<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        return attributes;
    }

    /** The mounts that a create body asks for; the engine names the anonymous volumes. */
    static List<FakeMount> mounts(String id, MapNode body) {
        Fields fields = Fields.of(body);
        List<FakeMount> mounts = new ArrayList<>();
        for (Fields mount : fields.map("HostConfig").maps("Mounts")) {
            add(mounts, id, mount.text("Type"), mount.text("Source"), mount.text("Target"));
        }
        for (String bind : fields.map("HostConfig").texts("Binds")) {
            String[] parts = bind.split(":", 3);
            add(mounts, id, parts[0].startsWith("/") ? "bind" : "volume", parts[0], parts[1]);
        }
        for (String target : fields.map("Volumes").node().keys()) {
            add(mounts, id, "volume", "", target);
        }
        return mounts;
    }

    private static void add(
            List<FakeMount> mounts, String id, String type, String source, String target) {
        if (mounts.stream().anyMatch(mount -> mount.target().equals(target))) {
            return;
        }
        if (!type.equals("volume")) {
            mounts.add(new FakeMount(type, "", source, target, false));
            return;
        }
        String name = source.isEmpty() ? FakeIds.hex(id + " volume " + target) : source;
        String path = "/var/lib/docker/volumes/" + name + "/_data";
        mounts.add(new FakeMount(type, name, path, target, source.isEmpty()));
    }

    static MapNode describe(NetworkSummary network, MapNode containers) {
        return Json.object()
                .put("Name", Json.of(network.name()))
                .put("Id", Json.of(network.id()))
                .put("Driver", Json.of(network.driver()))
                .put("Labels", Json.strings(network.labels()))
                .put("Containers", containers)
                .build();
    }
}
