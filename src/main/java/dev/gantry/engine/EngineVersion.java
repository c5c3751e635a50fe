package dev.gantry.engine;

/**
 * What an engine is and how to speak to it.
 *
 * @param apiVersion the version that both sides speak, such as {@code 1.41}
 * @param engine the engine's own version, such as {@code 28.5.2}
 * @param os {@code linux}, {@code windows}
 * @param architecture in Go's words: {@code amd64}, {@code arm64}
 */
public record EngineVersion(String apiVersion, String engine, String os, String architecture) {

    /** Whether the API is at least {@code version}, such as {@code 1.44}. */
    public boolean atLeast(String version) {
        return compare(apiVersion, version) >= 0;
    }

    /** Compares two API versions by their numbers. */
    public static int compare(String a, String b) {
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        int major = Integer.compare(Integer.parseInt(left[0]), Integer.parseInt(right[0]));
        return major != 0
                ? major
                : Integer.compare(Integer.parseInt(left[1]), Integer.parseInt(right[1]));
    }
}
