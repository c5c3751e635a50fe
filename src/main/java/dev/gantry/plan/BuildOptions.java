package dev.gantry.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a build is asked for, beyond what the {@code build:} section says.
 *
 * @param arguments {@code NAME=VALUE}, before those of the file; {@code NAME} leaves the file's out
 * @param noCache whether nothing of earlier builds is used again
 * @param pull whether images that it starts from are fetched anew
 * @param ssh {@code default} or {@code ID=PATH}
 * @param memory the limit of the classic builder's containers, in bytes; 0 for none
 * @param buildKit what only BuildKit knows, by option: {@code builder}, {@code provenance}, {@code
 *     sbom}
 */
public record BuildOptions(
        List<String> arguments,
        boolean noCache,
        boolean pull,
        List<String> ssh,
        long memory,
        SequencedMap<String, String> buildKit) {

    /** The same with other arguments. */
    public BuildOptions with(List<String> others) {
        return new BuildOptions(others, noCache, pull, ssh, memory, buildKit);
    }

    /** As the file says. */
    public static BuildOptions usual() {
        return new BuildOptions(List.of(), false, false, List.of(), 0, new LinkedHashMap<>());
    }
}
