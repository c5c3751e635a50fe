package dev.gantry.plan;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Parcel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** An engine as far as planning sees it: what it reports, and what an action makes of that. */
final class ModelHost {
    final SequencedMap<String, Observed.Container> containers = new LinkedHashMap<>();
    final SequencedMap<String, Observed.Network> networks = new LinkedHashMap<>();
    final SequencedMap<String, Observed.Volume> volumes = new LinkedHashMap<>();
    final SequencedMap<String, String> images = new LinkedHashMap<>();
    final List<Observed.BuiltImage> builtImages = new ArrayList<>();
    final Set<Parcel.Place> files = new LinkedHashSet<>();
    private int ids;

    Observed.Reachable state() {
        return new Observed.Reachable(
                "1.51",
                List.copyOf(containers.values()),
                List.copyOf(networks.values()),
                List.copyOf(volumes.values()),
                reported(),
                List.copyOf(builtImages));
    }

    private Map<String, Observed.Image> reported() {
        Map<String, Observed.Image> reported = new LinkedHashMap<>();
        images.forEach((name, id) -> reported.put(name, new Observed.Image(id, 0, Map.of())));
        return reported;
    }

    void image(String reference, String version) {
        images.put(ImageName.spellings(reference).getLast(), "sha256:" + reference + version);
    }

    void removeImage(String reference) {
        images.remove(ImageName.spellings(reference).getLast());
    }

    void network(String name, SequencedMap<String, String> labels) {
        networks.put(name, new Observed.Network("net" + ++ids, name, "bridge", labels));
    }

    void volume(String name, SequencedMap<String, String> labels) {
        volumes.put(name, new Observed.Volume(name, "local", labels));
    }

    void removeNetwork(String id) {
        Observed.Network network =
                networks.values().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        for (Observed.Container one : containers.values()) {
            require(
                    !Removal.isUp(one) || !one.networks().containsValue(id),
                    one.name() + " still runs on " + network.name());
        }
        networks.remove(network.name());
    }

    void removeVolume(String name) {
        require(
                containers.values().stream().noneMatch(one -> one.volumes().contains(name)),
                "volume " + name + " is in use");
        volumes.remove(name);
    }

    void deliver(Action.DeliverFiles deliver) {
        require(
                images.containsKey(ImageName.spellings(deliver.image()).getLast()),
                "no image to deliver with: " + deliver.image());
        files.add(deliver.parcel().place());
    }

    void discard(Parcel.Place place) {
        require(
                !DeliveredFiles.places(List.copyOf(containers.values())).contains(place),
                place + " is in use");
        require(files.remove(place), place + " is not there");
    }

    void create(Deployment deployment, String name, int number, Service service) {
        require(!containers.containsKey(name), name + " is there already");
        Project project = deployment.project();
        SequencedMap<String, String> attached = new LinkedHashMap<>();
        for (String key : service.networks().keySet()) {
            Observed.Network network = networks.get(networkName(project, key));
            require(network != null, "no network for " + name + ": " + key);
            if (network != null) {
                attached.put(network.name(), network.id());
            }
        }
        List<String> mounted = new ArrayList<>();
        for (Mount mount : service.mounts()) {
            if (mount.type() == Mount.Type.VOLUME && !mount.source().isEmpty()) {
                String volume = volumeName(project, mount.source());
                require(volumes.containsKey(volume), "no volume for " + name + ": " + volume);
                mounted.add(volume);
            }
        }
        String image = images.getOrDefault(ImageName.spellings(service.image()).getLast(), "");
        require(!image.isEmpty(), "no image for " + name + ": " + service.image());
        SequencedMap<String, String> labels = labels(project, service, number, image);
        labels.putAll(delivered(deployment.freight().of(service.name())));
        containers.put(
                name,
                new Observed.Container(
                        "id" + ++ids,
                        name,
                        "created",
                        "",
                        0,
                        image,
                        labels,
                        attached,
                        mounted,
                        inspection(service, attached)));
    }

    private Map<String, String> delivered(SequencedMap<String, Parcel> parcels) {
        for (Parcel parcel : parcels.values()) {
            require(files.contains(parcel.place()), "not delivered: " + parcel);
        }
        return parcels.isEmpty()
                ? Map.of()
                : Map.of(DeliveredFiles.LABEL, DeliveredFiles.label(parcels));
    }

    private static String networkName(Project project, String key) {
        dev.gantry.compose.model.Network network = project.networks().get(key);
        return network == null ? key : network.name();
    }

    private static String volumeName(Project project, String key) {
        dev.gantry.compose.model.Volume volume = project.volumes().get(key);
        return volume == null ? key : volume.name();
    }

    private static SequencedMap<String, String> labels(
            Project project, Service service, int number, String image) {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put(ComposeLabels.PROJECT, project.name());
        labels.put(ComposeLabels.SERVICE, service.name());
        labels.put(ComposeLabels.NUMBER, String.valueOf(number));
        labels.put(ComposeLabels.ONE_OFF, "False");
        labels.put(ComposeLabels.CONFIG_HASH, service.hash());
        labels.put(ComposeLabels.IMAGE, image);
        labels.put(ComposeLabels.WORKING_DIR, project.directory().toString());
        return labels;
    }

    private static MapNode inspection(Service service, SequencedMap<String, String> attached) {
        List<String> environment = new ArrayList<>();
        service.environment().forEach((key, value) -> environment.add(key + "=" + value));
        MapNode.Builder bindings = Json.object();
        service.ports()
                .forEach(port ->
                        bindings.put(
                                port.target() + "/" + port.protocol(),
                                Json.array(
                                        List.of(
                                                Json.object()
                                                        .put("HostIp", Json.of(port.hostIp()))
                                                        .put("HostPort", Json.of(port.published()))
                                                        .build()))));
        MapNode.Builder config =
                Json.object()
                        .put("Image", Json.of(service.image()))
                        .put("Env", Json.strings(environment));
        if (!service.healthCheck().test().isEmpty()) {
            config.put(
                    "Healthcheck",
                    Json.object().put("Test", Json.strings(service.healthCheck().test())).build());
        }
        return Json.object()
                .put("Config", config.build())
                .put(
                        "NetworkSettings",
                        Json.object().put("Networks", Json.strings(attached)).build())
                .put("HostConfig", Json.object().put("PortBindings", bindings.build()).build())
                .build();
    }

    void start(String name, boolean checked) {
        Observed.Container old = get(name);
        require(!old.state().equals("running"), name + " runs already");
        for (String id : old.networks().values()) {
            require(
                    networks.values().stream().anyMatch(one -> one.id().equals(id)),
                    "a network of " + name + " is gone");
        }
        set(old, "running", checked ? "starting" : "", 0);
    }

    /** What a run that was interrupted before it stopped the old container has made. */
    void beginToReplace(String name, String temporary) {
        containers.put(temporary, copy(get(name), "id" + ++ids, temporary));
        set(get(temporary), "created", "", 0);
    }

    /** Gives a container another name, for a rename as for a world in which one is half done. */
    void rename(String name, String other) {
        require(!containers.containsKey(other), other + " is there already");
        Observed.Container old = get(name);
        containers.remove(name);
        containers.put(other, copy(old, old.id(), other));
    }

    private static Observed.Container copy(Observed.Container old, String id, String name) {
        return new Observed.Container(
                id,
                name,
                old.state(),
                old.health(),
                old.exitCode(),
                old.imageId(),
                old.labels(),
                old.networks(),
                old.volumes(),
                old.inspection());
    }

    /** One that has been replaced in the meantime counts as stopped. */
    void stop(Action.ContainerRef container) {
        Observed.Container there = containers.get(container.name());
        if (there != null && there.id().equals(container.id())) {
            stop(container.name());
        }
    }

    void stop(String name) {
        set(get(name), "exited", "", 137);
    }

    void set(Observed.Container old, String state, String health, int exitCode) {
        containers.put(
                old.name(),
                new Observed.Container(
                        old.id(),
                        old.name(),
                        state,
                        health,
                        exitCode,
                        old.imageId(),
                        old.labels(),
                        old.networks(),
                        old.volumes(),
                        old.inspection()));
    }

    Observed.Container get(String name) {
        Observed.Container container = containers.get(name);
        if (container == null) {
            throw new AssertionError("no container " + name);
        }
        return container;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
