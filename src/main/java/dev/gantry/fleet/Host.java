package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.doc.ScalarNode;
import java.util.List;
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
        Location location) {

    /** One whose engine may be set up in any way. */
    public Host(
            String name,
            String engine,
            String address,
            SequencedMap<String, String> labels,
            SequencedMap<String, ScalarNode> environment,
            List<EnvFile> envFiles,
            String directory,
            Location location) {
        this(
                name,
                engine,
                address,
                labels,
                environment,
                envFiles,
                directory,
                DaemonSettings.ANY,
                location);
    }

    /** The name of the only host of a fleet without a fleet file. */
    public static final String LOCAL = "local";
}
