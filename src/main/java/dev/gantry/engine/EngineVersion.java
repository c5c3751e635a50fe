package dev.gantry.engine;

/**
 * What an engine is and how to speak to it.
 *
 * @param api the version that both sides speak
 * @param engine its own version, such as {@code 28.5.2}
 * @param os {@code linux}, {@code windows}
 * @param architecture in Go's words: {@code amd64}, {@code arm64}
 */
public record EngineVersion(ApiVersion api, String engine, String os, String architecture) {

    /** Whether the API is at least {@code version}, such as {@code 1.44}. */
    public boolean atLeast(String version) {
        return api.atLeast(version);
    }
}
