package dev.gantry.engine;

import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an engine is asked about images beyond having them. Every method may throw {@link
 * EngineException}.
 */
public interface ImageCalls {

    /** One parameter of a request's query; a name may come several times. */
    record Parameter(String name, String value) {}

    /**
     * Builds an image with the engine's classic builder. Blocks until it is there.
     *
     * @param parameters in the words of {@code POST /build}; the last {@code t} names the image
     * @param registryConfig the value of {@code X-Registry-Config}; may be empty
     * @param context a tar archive; empty where the parameters name a context elsewhere
     * @param output gets what the builder prints, in pieces of any size
     */
    void build(
            List<Parameter> parameters,
            String registryConfig,
            InputStream context,
            Consumer<String> output);

    /**
     * Sends an image to its registry. Blocks until it is there.
     *
     * @param registryAuth the value of {@code X-Registry-Auth}; may be empty
     */
    void push(String reference, String registryAuth, Consumer<PullProgress> progress);

    /**
     * The digest ({@code sha256:…}) of what the image's registry has under its name.
     *
     * @param registryAuth the value of {@code X-Registry-Auth}; may be empty
     */
    String digest(String reference, String registryAuth);

    /** Takes the reference away, and the image with its last one. */
    void remove(String reference);
}
