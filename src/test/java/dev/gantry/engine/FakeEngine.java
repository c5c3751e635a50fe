package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.FakeScript.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine in memory: containers change state as on a real one, nothing runs. Deterministic: ids
 * follow from the order of creation, time moves with events, health moves with looks ({@link
 * FakeBehaviour}). Thread-safe. {@link EngineContract} keeps it honest.
 *
 * <p>A test says what the world is like ({@link #image}, {@link #published}, {@link #behaves},
 * {@link #fail}, {@link #cut}), and reads what happened ({@link #journal}, {@link #history}).
 */
public final class FakeEngine implements Engine {
    private final String name;
    private final FakeScript script;
    private final FakeEvents events = new FakeEvents();
    private final FakeResources resources;
    private final FakeContainers containers;
    private final FakeImages images = new FakeImages();
    private EngineVersion version =
            new EngineVersion(new ApiVersion("1.51"), "28.5.2", "linux", "amd64");
    private MapNode info = Json.object().put("OSType", Json.of("linux")).build();
    private int created;

    /**
     * One call that was made.
     *
     * @param name the method's name in {@link Engine}
     * @param target what it was about: a container or network as the caller named it, or empty
     * @param mutating whether it may change something at the engine
     */
    public record Call(String name, String target, boolean mutating) {}

    public FakeEngine(String name) {
        this.name = name;
        this.script = new FakeScript(name);
        this.resources = new FakeResources(name, events);
        this.containers = new FakeContainers(resources, events);
    }

    /** The engine has this image. */
    public synchronized FakeEngine image(String reference) {
        return image(reference, Json.object().build());
    }

    /** The engine has this image, whose {@code Config} is given. */
    public synchronized FakeEngine image(String reference, MapNode config) {
        images.add(reference, config);
        return this;
    }

    /** The reference now means the image with this id, {@code sha256:…}. */
    public synchronized FakeEngine retag(String reference, String id) {
        images.retag(reference, id);
        return this;
    }

    /** A registry has this image: it can be pulled. */
    public synchronized FakeEngine published(String reference) {
        images.publish(reference);
        return this;
    }

    public synchronized FakeEngine version(EngineVersion now) {
        version = now;
        return this;
    }

    public synchronized FakeEngine info(MapNode now) {
        info = now;
        return this;
    }

    /**
     * How containers of this name, or of this Compose service, behave from their next start on.
     * Without it they run; those with a health check are healthy at the first look.
     */
    public synchronized FakeEngine behaves(String nameOrService, FakeBehaviour behaviour) {
        containers.behaviours.put(nameOrService, behaviour);
        return this;
    }

    /** Every such call fails from now on; an empty target means all of them. */
    public FakeEngine fail(String call, String target, int status, String words) {
        script.fail(call, target, status, words, false);
        return this;
    }

    /** The next such call fails. */
    public FakeEngine failOnce(String call, String target, int status, String words) {
        script.fail(call, target, status, words, true);
        return this;
    }

    /** Every call fails as if the host could not be reached, until {@link #heal}. */
    public FakeEngine cut() {
        script.cut(true);
        return this;
    }

    public FakeEngine heal() {
        script.cut(false);
        return this;
    }

    /** Runs in the caller's thread at the begin of every call, outside of the engine's lock. */
    public FakeEngine before(Consumer<Call> hook) {
        script.before(hook);
        return this;
    }

    /** The process of a running container ends by itself. */
    public synchronized void exit(String idOrName, int code) {
        containers.exit(containers.get(idOrName), code);
        notifyAll();
    }

    /** The container's health changes by itself. */
    public synchronized void health(String idOrName, String health) {
        containers.health(containers.get(idOrName), health);
    }

    /** The container writes a line. */
    public synchronized void prints(String idOrName, boolean error, String text) {
        containers.get(idOrName).log.add(new LogStream.Line(error, text));
        notifyAll();
    }

    /** Every call so far, in order, failed ones included. */
    public List<Call> journal() {
        return script.journal();
    }

    /** The calls so far that may have changed something. */
    public List<Call> mutations() {
        return script.journal().stream().filter(Call::mutating).toList();
    }

    public void forgetJournal() {
        script.forget();
    }

    /** Every event so far, in order. */
    public List<EventStream.EngineEvent> history() {
        return events.history();
    }

    public synchronized List<Copied> copied(String idOrName) {
        return List.copyOf(containers.get(idOrName).copied);
    }

    <T> T read(String call, String target, Supplier<T> body) {
        return script.run(new Call(call, target, false), locked(body));
    }

    <T> T make(String call, String target, Supplier<T> body) {
        return script.run(new Call(call, target, true), locked(body));
    }

    void act(String call, String target, Runnable body) {
        make(
                call,
                target,
                () -> {
                    body.run();
                    notifyAll();
                    return target;
                });
    }

    private <T> Supplier<T> locked(Supplier<T> body) {
        return () -> {
            synchronized (this) {
                return body.get();
            }
        };
    }

    private String newId(String kind) {
        return FakeIds.hex(name + " " + kind + " " + created++);
    }

    @Override
    public ApiVersion apiVersion() {
        return read("apiVersion", "", () -> version.api());
    }

    @Override
    public EngineVersion version() {
        return read("version", "", () -> version);
    }

    @Override
    public MapNode info() {
        return read("info", "", () -> info);
    }

    @Override
    public List<ContainerSummary> containers(List<String> labels) {
        return read("containers", "", () -> containers.list(labels));
    }

    @Override
    public Optional<MapNode> inspectContainer(String target) {
        return read("inspectContainer", target, () -> containers.inspect(target));
    }

    @Override
    public String createContainer(String container, String platform, MapNode body) {
        return make("createContainer", container, () -> create(container, body));
    }

    private String create(String container, MapNode body) {
        var endpoints = Fields.of(body).map("NetworkingConfig").map("EndpointsConfig");
        if (endpoints.node().keys().size() > 1 && !version.atLeast("1.44")) {
            String all = String.join(", ", endpoints.node().keys());
            throw new Refusal(400, "Container cannot be connected to network endpoints: " + all);
        }
        String image = images.id(Fields.of(body).text("Image"));
        String id = newId("container");
        long now = FakeEvents.EPOCH + created;
        var mounts = FakeResources.mounts(id, body);
        containers.add(new FakeContainer(id, container, image, body, mounts, now));
        return id;
    }

    @Override
    public void startContainer(String target) {
        act("startContainer", target, () -> containers.start(containers.get(target)));
    }

    @Override
    public void stopContainer(String target, Duration grace) {
        act("stopContainer", target, () -> containers.stop(containers.get(target)));
    }

    @Override
    public void killContainer(String target, String signal) {
        act("killContainer", target, () -> containers.kill(containers.get(target), signal));
    }

    @Override
    public void removeContainer(String target, boolean anonymousVolumes) {
        act(
                "removeContainer",
                target,
                () ->
                        containers
                                .find(target)
                                .ifPresent(it -> containers.remove(it, anonymousVolumes)));
    }

    @Override
    public void renameContainer(String target, String newName) {
        act("renameContainer", target, () -> containers.rename(containers.get(target), newName));
    }

    @Override
    public void copyInto(String target, String folder, InputStream tar) {
        Copied copied = new Copied(folder, ByteBuffer.wrap(bytes(tar)).asReadOnlyBuffer());
        act("copyInto", target, () -> containers.copyInto(containers.get(target), copied));
    }

    private static byte[] bytes(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public ContainerCalls on(String target) {
        return new FakeContainerCalls(this, containers, target);
    }

    @Override
    public List<NetworkSummary> networks() {
        return read("networks", "", resources::networks);
    }

    @Override
    public Optional<MapNode> inspectNetwork(String target) {
        return read(
                "inspectNetwork",
                target,
                () -> resources.findNetwork(target).map(containers::describe));
    }

    @Override
    public String createNetwork(MapNode body) {
        String target = Fields.of(body).text("Name");
        return make("createNetwork", target, () -> resources.addNetwork(newId("network"), body));
    }

    @Override
    public void connectNetwork(String target, String container, MapNode endpoint) {
        act(
                "connectNetwork",
                target,
                () ->
                        containers.connect(
                                containers.get(container), resources.network(target), endpoint));
    }

    @Override
    public void disconnectNetwork(String target, String container, boolean force) {
        act(
                "disconnectNetwork",
                target,
                () -> containers.disconnect(containers.get(container), resources.network(target)));
    }

    @Override
    public void removeNetwork(String target) {
        act(
                "removeNetwork",
                target,
                () -> resources.findNetwork(target).ifPresent(containers::dropNetwork));
    }

    @Override
    public List<VolumeSummary> volumes() {
        return read("volumes", "", resources::volumes);
    }

    @Override
    public Optional<VolumeSummary> volume(String target) {
        return read("volume", target, () -> resources.findVolume(target));
    }

    @Override
    public void createVolume(MapNode body) {
        Fields fields = Fields.of(body);
        act("createVolume", fields.text("Name"), () -> resources.addVolume(fields));
    }

    @Override
    public void removeVolume(String target) {
        act("removeVolume", target, () -> containers.dropVolume(target));
    }

    @Override
    public List<ImageSummary> images() {
        return read("images", "", images::list);
    }

    @Override
    public Optional<MapNode> inspectImage(String target) {
        return read("inspectImage", target, () -> images.inspect(target));
    }

    @Override
    public void pullImage(
            String target, String platform, String auth, Consumer<PullProgress> progress) {
        act("pullImage", target, () -> images.pull(target));
        progress.accept(new PullProgress("", "Pulling from " + target, 0, 0));
        progress.accept(new PullProgress("0123456789ab", "Downloading", 512, 1024));
        progress.accept(new PullProgress("0123456789ab", "Pull complete", 0, 0));
    }

    @Override
    public ImageCalls onImages() {
        return new FakeImageCalls(this, images);
    }

    @Override
    public List<String> loadImages(InputStream archive) {
        byte[] bytes = bytes(archive);
        return make("loadImages", "", () -> images.load(bytes));
    }

    @Override
    public LogStream logs(String target, LogOptions options) {
        return read("logs", target, () -> new FakeLogs(this, containers.get(target), options));
    }

    @Override
    public EventStream events(EventOptions options) {
        return read("events", "", () -> events.open(options));
    }

    @Override
    public void close() {
        events.end();
    }
}
