package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One machine with a Docker Engine.
 *
 * @param engine how to reach it: {@code local}, {@code unix:///path}, {@code
 *     ssh://[user@]host[:port][/socket]}, {@code tcp://host:port}, {@code context://name}; the
 *     scheme is checked, the rest is for the engine's own parser
 * @param address where other hosts reach its published ports; may be empty for a local engine
 * @param labels as written in the file, without the fleet's and without facts
 * @param directory where delivered files live on that host; empty for the default
 * @param daemon what its engine's {@code daemon.json} should say, the fleet's settings included
 * @param shares storage that several hosts mount, by its name
 */
public record Host(
        String name,
        String engine,
        String address,
        SequencedMap<String, String> labels,
        SequencedMap<String, ScalarNode> environment,
        List<EnvFile> envFiles,
        String directory,
        DaemonSettings daemon,
        SequencedMap<String, Share> shares,
        Location location) {

    /** The name of the only host of a fleet without a fleet file. */
    public static final String LOCAL = "local";

    /** The share that a path of this host lies on: of several, the one mounted deepest. */
    public Optional<Share> shareOf(String path) {
        Optional<Share> found = Optional.empty();
        for (Share share : shares.values()) {
            boolean deeper = found.isEmpty() || share.path().length() > found.get().path().length();
            if (deeper && share.has(path)) {
                found = Optional.of(share);
            }
        }
        return found;
    }
}
