package dev.gantry.plan;

import java.util.List;

/**
 * How a build is asked for, beyond what the {@code build:} section says.
 *
 * @param arguments {@code NAME=VALUE}, before those of the file
 * @param noCache whether nothing of earlier builds is used again
 * @param pull whether images that it starts from are fetched anew
 * @param ssh {@code default} or {@code ID=PATH}
 * @param memory the limit of the classic builder's containers, in bytes; 0 for none
 */
public record BuildOptions(
        List<String> arguments, boolean noCache, boolean pull, List<String> ssh, long memory) {

    /** As the file says. */
    public static BuildOptions usual() {
        return new BuildOptions(List.of(), false, false, List.of(), 0);
    }
}
