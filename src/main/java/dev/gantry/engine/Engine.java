package dev.gantry.engine;

import dev.gantry.doc.MapNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Docker Engine, at the level of what Gantry asks of it. Thread-safe. Every method may throw
 * {@link EngineException}, whose message names the engine, the call and the engine's own words.
 *
 * <p>Bodies that are as wide as the Engine API itself (a container's, a network's) are JSON trees
 * in the API's own words; the mappers that make them are pure and have their tests.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public interface Engine extends AutoCloseable {

    /** What both sides speak: agreed once per engine, when first needed. */
    ApiVersion apiVersion();

    /** What the engine is: {@code GET /version}. */
    EngineVersion version();

    /** {@code GET /info}, whole. */
    MapNode info();

    /**
     * {@code GET /containers/json?all=1} with label filters such as {@code
     * com.docker.compose.project=web}.
     */
    List<ContainerSummary> containers(List<String> labels);

    /** {@code GET /containers/{id}/json}, whole; empty when there is no such container. */
    Optional<MapNode> inspectContainer(String idOrName);

    /** {@code POST /containers/create}. Returns the id. The platform may be empty. */
    String createContainer(String name, String platform, MapNode body);

    /** Starts a container; one that runs already is left alone. */
    void startContainer(String idOrName);

    /**
     * Asks the container to stop and kills it after the grace period. One that is stopped already
     * is left alone.
     */
    void stopContainer(String idOrName, Duration grace);

    void killContainer(String idOrName, String signal);

    /** Removes a container, running or not. One that is gone already is left alone. */
    void removeContainer(String idOrName, boolean anonymousVolumes);

    void renameContainer(String idOrName, String newName);

    /**
     * Unpacks a tar archive into a folder of the container ({@code PUT /containers/{id}/archive}).
     */
    void copyInto(String idOrName, String folder, InputStream tar);

    /** The other calls about one container; talks to nobody yet. */
    ContainerCalls on(String idOrName);

    List<NetworkSummary> networks();

    /** {@code GET /networks/{id}}, whole; empty when there is no such network. */
    Optional<MapNode> inspectNetwork(String idOrName);

    /** {@code POST /networks/create}. Returns the id. */
    String createNetwork(MapNode body);

    /** {@code POST /networks/{id}/connect}; the endpoint is the API's {@code EndpointConfig}. */
    void connectNetwork(String idOrName, String container, MapNode endpoint);

    void disconnectNetwork(String idOrName, String container, boolean force);

    /** Removes a network. One that is gone already is left alone. */
    void removeNetwork(String idOrName);

    List<VolumeSummary> volumes();

    /** {@code GET /volumes/{name}}; empty when there is no such volume. */
    Optional<VolumeSummary> volume(String name);

    /** {@code POST /volumes/create}; one of that name that is there already is left as it is. */
    void createVolume(MapNode body);

    /** Removes a volume. One that is gone already is left alone. */
    void removeVolume(String name);

    List<ImageSummary> images();

    /** {@code GET /images/{name}/json}, whole; empty when the engine does not have it. */
    Optional<MapNode> inspectImage(String reference);

    /**
     * Fetches an image. Blocks until it is there.
     *
     * @param platform may be empty
     * @param registryAuth the value of {@code X-Registry-Auth}; may be empty
     * @throws EngineException also when the failure comes inside the progress stream, after HTTP
     *     200
     */
    void pullImage(
            String reference,
            String platform,
            String registryAuth,
            Consumer<PullProgress> progress);

    /** The other calls about images; talks to nobody yet. */
    ImageCalls onImages();

    /** Loads images from a {@code docker save} archive; returns the references that it holds. */
    List<String> loadImages(InputStream archive);

    /**
     * Opens a container's log. The stream ends by itself unless it follows; closing it from another
     * thread ends it at once.
     */
    LogStream logs(String idOrName, LogOptions options);

    /**
     * Opens the engine's events, from now on or from a point in time, with filters such as {@code
     * type=container} or {@code label=com.docker.compose.project=web}. Closing the stream from
     * another thread ends it at once.
     */
    EventStream events(EventOptions options);

    /**
     * A socket of this machine with the engine behind it, for other programs; connects where that
     * is needed to have one. Empty where there is none.
     */
    default Optional<Path> localSocket() {
        return Optional.empty();
    }

    /**
     * Tries the way to the engine once, hop by hop, and asks the engine nothing. Blocks for some
     * seconds where the way is long or ends. Never fails: that it ends is an answer.
     */
    default Approach approach() {
        return Approach.NONE;
    }

    /** Ends every connection and stream. Never fails. */
    @Override
    void close();
}
