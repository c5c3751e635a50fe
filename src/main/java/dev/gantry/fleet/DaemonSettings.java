package dev.gantry.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What an engine's {@code daemon.json} should say, in its words. What is empty may be anything.
 *
 * @see <a
 *     href="https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file">dockerd</a>
 */
public record DaemonSettings(
        String logDriver,
        SequencedMap<String, String> logOptions,
        String storageDriver,
        List<String> insecureRegistries,
        List<String> registryMirrors) {

    /** Whatever it says is right. */
    public static final DaemonSettings ANY =
            new DaemonSettings("", new LinkedHashMap<>(), "", List.of(), List.of());

    /** The key {@code daemon} of the fleet or of a host. */
    static DaemonSettings read(Shape parent) {
        Shape shape = parent.map("daemon", parent.what() + ": daemon").allowing(FleetKeys.DAEMON);
        return new DaemonSettings(
                shape.text("log-driver"),
                shape.texts("log-opts"),
                shape.text("storage-driver"),
                shape.words("insecure-registries"),
                shape.words("registry-mirrors"));
    }

    /** These settings, and the other ones where these say nothing. */
    DaemonSettings over(DaemonSettings other) {
        return new DaemonSettings(
                logDriver.isEmpty() ? other.logDriver : logDriver,
                logOptions.isEmpty() ? other.logOptions : logOptions,
                storageDriver.isEmpty() ? other.storageDriver : storageDriver,
                insecureRegistries.isEmpty() ? other.insecureRegistries : insecureRegistries,
                registryMirrors.isEmpty() ? other.registryMirrors : registryMirrors);
    }
}
