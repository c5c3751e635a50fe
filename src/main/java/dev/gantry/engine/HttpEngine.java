package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.call.Before;
import dev.gantry.engine.call.ConnectNetwork;
import dev.gantry.engine.call.CopyInto;
import dev.gantry.engine.call.CreateContainer;
import dev.gantry.engine.call.CreateNetwork;
import dev.gantry.engine.call.CreateVolume;
import dev.gantry.engine.call.DisconnectNetwork;
import dev.gantry.engine.call.GetInfo;
import dev.gantry.engine.call.GetVolume;
import dev.gantry.engine.call.InspectContainer;
import dev.gantry.engine.call.InspectImage;
import dev.gantry.engine.call.InspectNetwork;
import dev.gantry.engine.call.KillContainer;
import dev.gantry.engine.call.ListContainers;
import dev.gantry.engine.call.ListImages;
import dev.gantry.engine.call.ListNetworks;
import dev.gantry.engine.call.ListVolumes;
import dev.gantry.engine.call.LoadImages;
import dev.gantry.engine.call.OpenEvents;
import dev.gantry.engine.call.OpenLogs;
import dev.gantry.engine.call.PullImage;
import dev.gantry.engine.call.RemoveContainer;
import dev.gantry.engine.call.RemoveNetwork;
import dev.gantry.engine.call.RemoveVolume;
import dev.gantry.engine.call.RenameContainer;
import dev.gantry.engine.call.StartContainer;
import dev.gantry.engine.call.StopContainer;
import dev.gantry.engine.dial.SshDialer;
import dev.gantry.engine.dial.TcpDialer;
import dev.gantry.engine.dial.UnixDialer;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.Http;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Response;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An engine behind its HTTP API (1.40 to 1.51). Connects with the first call; as many calls at a
 * time as there are callers, over connections that are kept. An interrupted caller gets a {@link
 * dev.gantry.diag.CancelledException}.
 */
public final class HttpEngine implements Engine {
    private final Caller caller;
    private final Dialer dialer;
    private final Before<List<ContainerSummary>> containers = new Before<>();
    private final Before<List<ImageSummary>> images = new Before<>();

    private HttpEngine(Caller caller, Dialer dialer) {
        this.caller = caller;
        this.dialer = dialer;
    }

    /**
     * What the first connection of a process takes is begun in the background; nobody is reached.
     */
    public static void prepare() {
        Thread.ofPlatform().daemon().start(UnixDialer::prepare);
    }

    /**
     * The engine there; it is reached with the first call.
     *
     * @param name what messages call the engine: the host's name in the fleet
     */
    public static Engine open(Endpoint endpoint, String name, EngineSettings settings) {
        Dialer dialer =
                switch (endpoint) {
                    case Endpoint.Local(var socket) -> new UnixDialer(socket);
                    case Endpoint.Tcp tcp -> new TcpDialer(tcp, settings.connect());
                    case Endpoint.Ssh ssh -> new SshDialer(ssh, settings.ssh(), settings.connect());
                };
        Patience usual = new Patience.Whole(settings.answer());
        return new HttpEngine(new Caller(name, endpoint, new Http(dialer), usual), dialer);
    }

    @Override
    public ApiVersion apiVersion() {
        return caller.apiVersion();
    }

    @Override
    public EngineVersion version() {
        return caller.version();
    }

    @Override
    public MapNode info() {
        return caller.run(new GetInfo());
    }

    @Override
    public List<ContainerSummary> containers(List<String> labels) {
        return caller.run(new ListContainers(labels, containers));
    }

    @Override
    public Optional<MapNode> inspectContainer(String idOrName) {
        return caller.run(new InspectContainer(idOrName));
    }

    @Override
    public String createContainer(String name, String platform, MapNode body) {
        return caller.run(new CreateContainer(name, platform, body));
    }

    @Override
    public void startContainer(String idOrName) {
        caller.run(new StartContainer(idOrName));
    }

    @Override
    public void stopContainer(String idOrName, Duration grace) {
        caller.run(new StopContainer(idOrName, grace));
    }

    @Override
    public void killContainer(String idOrName, String signal) {
        caller.run(new KillContainer(idOrName, signal));
    }

    @Override
    public void removeContainer(String idOrName, boolean anonymousVolumes) {
        caller.run(new RemoveContainer(idOrName, anonymousVolumes));
    }

    @Override
    public void renameContainer(String idOrName, String newName) {
        caller.run(new RenameContainer(idOrName, newName));
    }

    @Override
    public void copyInto(String idOrName, String folder, InputStream tar) {
        caller.run(new CopyInto(idOrName, folder, tar, false, false));
    }

    @Override
    public ContainerCalls on(String idOrName) {
        return new HttpContainerCalls(caller, idOrName);
    }

    @Override
    public List<NetworkSummary> networks() {
        return caller.run(new ListNetworks());
    }

    @Override
    public Optional<MapNode> inspectNetwork(String idOrName) {
        return caller.run(new InspectNetwork(idOrName));
    }

    @Override
    public String createNetwork(MapNode body) {
        return caller.run(new CreateNetwork(body));
    }

    @Override
    public void connectNetwork(String idOrName, String container, MapNode endpoint) {
        caller.run(new ConnectNetwork(idOrName, container, endpoint));
    }

    @Override
    public void disconnectNetwork(String idOrName, String container, boolean force) {
        caller.run(new DisconnectNetwork(idOrName, container, force));
    }

    @Override
    public void removeNetwork(String idOrName) {
        caller.run(new RemoveNetwork(idOrName));
    }

    @Override
    public List<VolumeSummary> volumes() {
        return caller.run(new ListVolumes());
    }

    @Override
    public Optional<VolumeSummary> volume(String name) {
        return caller.run(new GetVolume(name));
    }

    @Override
    public void createVolume(MapNode body) {
        caller.run(new CreateVolume(body));
    }

    @Override
    public void removeVolume(String name) {
        caller.run(new RemoveVolume(name));
    }

    @Override
    public List<ImageSummary> images() {
        return caller.run(new ListImages(images));
    }

    @Override
    public Optional<MapNode> inspectImage(String reference) {
        return caller.run(new InspectImage(reference));
    }

    @Override
    public void pullImage(
            String reference,
            String platform,
            String registryAuth,
            Consumer<PullProgress> progress) {
        caller.run(new PullImage(reference, platform, registryAuth, progress));
    }

    @Override
    public ImageCalls onImages() {
        return new HttpImageCalls(caller);
    }

    @Override
    public Approach approach() {
        return dialer.approach();
    }

    /** The first call makes sure that the engine answers, and by which way. */
    @Override
    public Optional<Path> localSocket() {
        version();
        return dialer.socket();
    }

    @Override
    public List<String> loadImages(InputStream archive) {
        return caller.run(new LoadImages(archive));
    }

    @Override
    public LogStream logs(String idOrName, LogOptions options) {
        OpenLogs call = new OpenLogs(idOrName, options);
        boolean terminal = !apiVersion().atLeast("1.42") && hasTerminal(idOrName);
        Response response = caller.open(call);
        boolean raw = response.header("content-type").equals("application/vnd.docker.raw-stream");
        return HttpStreams.logs(
                response, terminal || raw, failed -> caller.failure(call, call.doing(), failed));
    }

    /** Engines of before API 1.42 do not say in the answer whether the log comes in frames. */
    private boolean hasTerminal(String idOrName) {
        return inspectContainer(idOrName)
                .map(found -> Fields.of(found).map("Config").flag("Tty"))
                .orElse(false);
    }

    @Override
    public EventStream events(EventOptions options) {
        OpenEvents call = new OpenEvents(options);
        return HttpStreams.events(
                caller.open(call), failed -> caller.failure(call, call.doing(), failed));
    }

    @Override
    public void close() {
        caller.close();
    }
}
