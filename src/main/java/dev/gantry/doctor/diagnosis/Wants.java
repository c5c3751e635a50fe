package dev.gantry.doctor.diagnosis;

import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.fleet.DaemonSettings;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the fleet wants of a host.
 *
 * @param labels declared, the host's over the fleet's
 * @param reservesGpu whether a service that runs there asks for a GPU
 * @param images reference to platform, which is empty for the engine's own
 * @param shares what it is to have mounted, by name
 */
public record Wants(
        SequencedMap<String, String> labels,
        DaemonSettings daemon,
        boolean reservesGpu,
        SequencedMap<String, String> images,
        SequencedMap<String, Share> shares) {

    /**
     * What the fleet's file and the Compose files want of it.
     *
     * @param deployments of whatever host
     */
    public static Wants of(Fleet fleet, Host host, List<Deployment> deployments) {
        SequencedMap<String, String> labels = new LinkedHashMap<>(fleet.labels());
        labels.putAll(host.labels());
        SequencedMap<String, String> images = new LinkedHashMap<>();
        boolean gpu = false;
        for (Deployment one : deployments) {
            if (one.host().name().equals(host.name())) {
                for (Service service : one.project().services().values()) {
                    images.put(service.image(), service.platform());
                    gpu |= reservesGpu(Fields.of(service.canonical()));
                }
            }
        }
        return new Wants(labels, host.daemon(), gpu, images, host.shares());
    }

    private static boolean reservesGpu(Fields service) {
        boolean reserved =
                service.map("deploy").map("resources").map("reservations").maps("devices").stream()
                        .anyMatch(device -> device.texts("capabilities").contains("gpu"));
        return reserved || !service.maps("gpus").isEmpty();
    }

    /** Whether it is said that containers there get a GPU of NVIDIA's. */
    public boolean nvidia() {
        return labels.getOrDefault("gpu", "").equals("nvidia")
                || (reservesGpu && !labels.getOrDefault("gpu", "").equals("amd"));
    }

    /** The paths of the shares, by name. */
    public SequencedMap<String, String> sharePaths() {
        SequencedMap<String, String> paths = new LinkedHashMap<>();
        shares.forEach((name, share) -> paths.put(name, share.path()));
        return paths;
    }

    /** Whether something is wanted that only the host's {@code daemon.json} tells. */
    public boolean daemonFile() {
        return !daemon.logOptions().isEmpty();
    }
}
