package dev.gantry.apply;

import dev.gantry.apply.mapping.ContainerBody;
import dev.gantry.apply.mapping.ContainerOrder;
import dev.gantry.apply.mapping.MountMapping;
import dev.gantry.apply.mapping.Site;
import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.TarWriter;
import dev.gantry.fleet.Freight;
import dev.gantry.plan.Action;
import dev.gantry.plan.ComposeLabels;
import dev.gantry.plan.Sharing;
import dev.gantry.plan.TemporaryName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes containers of one project at one engine. A container that cannot be completed (a network, a
 * file) is taken away again. Whatever a crash left half done, the same call finishes.
 */
final class ContainerMaker {
    private static final int CONFLICT = 409;
    private static final long DEFAULT_GRACE_SECONDS = 10;

    private final Engine engine;
    private final Project project;
    private final Freight freight;
    private final boolean ofFleet;
    private final Timekeeper time;

    ContainerMaker(Engine engine, Deeds.HostedProject hosted, Timekeeper time) {
        this.engine = engine;
        this.project = hosted.project();
        this.freight = hosted.freight();
        this.ofFleet = hosted.ofFleet();
        this.time = time;
    }

    /** What can be known before anything is made: enough to find what the engine cannot do. */
    static ContainerOrder draft(
            Engine engine, Deeds.HostedProject hosted, Service service, int number) {
        Site site =
                new Site(
                        engine.version(),
                        hosted.freight().of(service.name()),
                        "",
                        Map.of(),
                        Map.of(),
                        List.of(),
                        "",
                        hosted.ofFleet());
        return new ContainerOrder(hosted.project(), service, number, site);
    }

    void create(Action.CreateContainer action) {
        create(order(action.service(), action.number(), Optional.empty()), action.name());
    }

    /** What takes more than one request gets its name last: so who has a name is complete. */
    private void create(ContainerOrder order, String name) {
        if (isMadeAtOnce(order)) {
            takingName(order, name, () -> make(order, name));
            return;
        }
        String temporary = TemporaryName.replacingNone(name).toString();
        engine.removeContainer(temporary, true);
        String made = make(order, temporary);
        undoneOnFailure(
                made,
                () -> {
                    if (!takingName(order, name, () -> engine.renameContainer(made, name))) {
                        engine.removeContainer(made, true);
                    }
                });
    }

    private static boolean isMadeAtOnce(ContainerOrder order) {
        return ContainerBody.connections(order).isEmpty() && MountMapping.copies(order).isEmpty();
    }

    /** Whether it was done; it is not when an earlier run has done it, and more. */
    private boolean takingName(ContainerOrder order, String name, Runnable work) {
        try {
            work.run();
            return true;
        } catch (EngineException refused) {
            Optional<MapNode> there =
                    refused.status() == CONFLICT ? engine.inspectContainer(name) : Optional.empty();
            if (there.isEmpty() || !isOurs(there.get(), order)) {
                throw refused;
            }
            if (!state(there.get()).equals("created")) {
                return false;
            }
            engine.removeContainer(name, true);
            work.run();
            return true;
        }
    }

    /** Whether an earlier run made it for the same purpose. */
    private static boolean isOurs(MapNode there, ContainerOrder order) {
        Map<String, String> labels = Fields.of(there).map("Config").pairs("Labels");
        return order.project().name().equals(labels.get(ComposeLabels.PROJECT))
                && order.service().name().equals(labels.get(ComposeLabels.SERVICE))
                && order.hash().equals(labels.get(ComposeLabels.CONFIG_HASH));
    }

    private static String state(MapNode inspection) {
        return Fields.of(inspection).map("State").text("Status");
    }

    /**
     * Docker Compose's order: the new one is made under {@code <id of the old one>_<name>}, the old
     * one is stopped and removed, the new one gets the name. Until the old one is removed nothing
     * is lost.
     */
    void recreate(Action.RecreateContainer action) {
        String old = action.old().id();
        Optional<MapNode> before = engine.inspectContainer(old);
        if (before.isEmpty()) {
            finishInterrupted(action);
            return;
        }
        replace(action, makeSuccessor(action, before), before.get());
    }

    /** Makes the new one, and leaves the old one as it is. */
    void makeSuccessor(Action.RecreateContainer action) {
        makeSuccessor(action, engine.inspectContainer(action.old().id()));
    }

    private String makeSuccessor(Action.RecreateContainer action, Optional<MapNode> old) {
        engine.removeContainer(action.successor(), true);
        ContainerOrder order = order(action.service(), action.number(), old);
        return make(
                action.handover().inherits() ? order : order.withoutInheritance(),
                action.successor());
    }

    /** The second half of a recreation, whether the new one runs or not. */
    void putInPlace(Action.RecreateContainer action) {
        Optional<MapNode> old = engine.inspectContainer(action.old().id());
        if (old.isEmpty()) {
            engine.renameContainer(action.successor(), action.name());
        } else {
            replace(action, action.successor(), old.get());
        }
    }

    private void replace(Action.RecreateContainer action, String made, MapNode before) {
        String old = action.old().id();
        undoneOnFailure(made, () -> engine.stopContainer(old, grace(action, before)));
        engine.removeContainer(old, false);
        engine.renameContainer(made, action.name());
    }

    /** The old one is gone: an earlier run came that far. */
    private void finishInterrupted(Action.RecreateContainer action) {
        if (engine.inspectContainer(action.successor()).isPresent()) {
            engine.renameContainer(action.successor(), action.name());
        } else {
            ContainerOrder order = order(action.service(), action.number(), Optional.empty());
            create(order, action.name());
        }
    }

    private static Duration grace(Action.RecreateContainer action, MapNode inspection) {
        if (!action.handover().grace().isNegative()) {
            return action.handover().grace();
        }
        Fields config = Fields.of(inspection).map("Config");
        return Duration.ofSeconds(config.integer("StopTimeout", (int) DEFAULT_GRACE_SECONDS));
    }

    private String make(ContainerOrder order, String name) {
        byte[] files = archive(order);
        String id = engine.createContainer(name, order.platform(), ContainerBody.of(order));
        undoneOnFailure(
                id,
                () -> {
                    ContainerBody.connections(order)
                            .forEach((network, endpoint) ->
                                    engine.connectNetwork(network, id, endpoint));
                    if (files.length > 0) {
                        engine.copyInto(id, "/", new ByteArrayInputStream(files));
                    }
                });
        return id;
    }

    private void undoneOnFailure(String made, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            try {
                engine.removeContainer(made, true);
            } catch (OperationException stays) {
                failed.addSuppressed(stays);
            }
            throw failed;
        }
    }

    private ContainerOrder order(Service service, int number, Optional<MapNode> replaced) {
        MapNode image = engine.inspectImage(service.image()).orElseThrow(() -> missing(service));
        Site site =
                new Site(
                        engine.version(),
                        freight.of(service.name()),
                        Fields.of(image).text("Id"),
                        containerIds(service),
                        seccompProfiles(service),
                        replaced.map(old -> inherited(old, image, service)).orElse(List.of()),
                        replaced.map(old -> Fields.of(old).text("Id")).orElse(""),
                        ofFleet);
        return new ContainerOrder(project, service, number, site);
    }

    private static OperationException missing(Service service) {
        String next =
                service.built()
                        ? "build it first: gantry build " + service.name()
                        : "pull it there, or allow it with pull_policy: missing";
        return new OperationException(
                "cannot create a container of service "
                        + service.name()
                        + ": the engine does not have image "
                        + service.image(),
                next);
    }

    private Map<String, String> containerIds(Service service) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String key : Sharing.services(service.canonical())) {
            Service other = project.services().get(key);
            String name = other == null ? key : other.containerName(project.name(), 1);
            String id =
                    engine.inspectContainer(name)
                            .map(there -> Fields.of(there).text("Id"))
                            .or(() -> firstOf(key))
                            .orElseThrow(() ->
                                    new OperationException(
                                            "cannot create a container of service "
                                                    + service.name()
                                                    + ": there is no container "
                                                    + name
                                                    + " to share with",
                                            "start service " + key + " too"));
            ids.put(key, id);
        }
        return ids;
    }

    /** Of a service that was scaled, number one may be gone. */
    private Optional<String> firstOf(String service) {
        List<String> labels =
                List.of(
                        ComposeLabels.PROJECT + "=" + project.name(),
                        ComposeLabels.SERVICE + "=" + service,
                        ComposeLabels.ONE_OFF + "=False");
        return engine.containers(labels).stream()
                .min((one, other) -> one.name().compareTo(other.name()))
                .map(ContainerSummary::id);
    }

    private Map<String, String> seccompProfiles(Service service) {
        Map<String, String> profiles = new LinkedHashMap<>();
        for (String file : ContainerOrder.seccompProfiles(service)) {
            Path path = project.directory().resolve(file);
            String json = new String(bytes(path), StandardCharsets.UTF_8);
            profiles.put(file, JsonWriter.compact(JsonReader.read(path.toString(), json)));
        }
        return profiles;
    }

    /**
     * What the old container keeps in volumes without a name, for the image or the service to find
     * again.
     */
    private static List<Site.InheritedMount> inherited(
            MapNode old, MapNode image, Service service) {
        MapNode ofImage = Fields.of(image).map("Config").map("Volumes").node();
        List<Site.InheritedMount> inherited = new ArrayList<>();
        for (Fields mount : Fields.of(old).maps("Mounts")) {
            String target = mount.text("Destination");
            boolean wanted =
                    ofImage.has(target)
                            || service.mounts().stream().anyMatch(it -> isAnonymous(it, target));
            if (wanted && !mount.text("Type").equals("tmpfs")) {
                boolean volume = mount.text("Type").equals("volume");
                inherited.add(
                        new Site.InheritedMount(
                                mount.text("Type"),
                                mount.text(volume ? "Name" : "Source"),
                                target,
                                !mount.flag("RW")));
            }
        }
        return inherited;
    }

    private static boolean isAnonymous(Mount mount, String target) {
        return mount.type() == Mount.Type.VOLUME
                && mount.source().isEmpty()
                && mount.target().equals(target);
    }

    /** The configs and secrets that are copied in; empty when there are none. */
    private byte[] archive(ContainerOrder order) {
        List<MountMapping.CopiedFile> copies = MountMapping.copies(order);
        if (copies.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, time.epochSeconds())) {
            for (MountMapping.CopiedFile copy : copies) {
                FileGrant grant = copy.grant();
                var owner = new TarWriter.Owner(grant.mode(), id(grant.uid()), id(grant.gid()));
                tar.file(grant.target(), owner, content(copy.source()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static int id(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static byte[] content(ProjectFile.Source source) {
        return switch (source) {
            case ProjectFile.FromContent content -> content.text().getBytes(StandardCharsets.UTF_8);
            case ProjectFile.FromEnvironment variable ->
                    variable.value().getBytes(StandardCharsets.UTF_8);
            case ProjectFile.FromFile file ->
                    throw new IllegalArgumentException("mounted, not copied: " + file.path());
            case ProjectFile.None nothing -> new byte[0];
        };
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot read " + path + ": " + failed.getMessage(),
                    "check that the file is there and that it may be read",
                    failed);
        }
    }
}
