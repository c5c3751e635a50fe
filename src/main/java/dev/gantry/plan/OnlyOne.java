package dev.gantry.plan;

import dev.gantry.compose.model.Attachment;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Port;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.List;

/**
 * What two containers of a service cannot have at the same time, or had better not: a port of the
 * host, a name, an address, a volume to write to, a device.
 */
final class OnlyOne {
    private static final List<String> DEVICES =
            List.of("devices", "device_cgroup_rules", "gpus", "volumes_from");

    private OnlyOne() {}

    /** Why a second one may not run beside the first; empty where it may. */
    static String because(Service service) {
        Fields canonical = Fields.of(service.canonical());
        if (!service.containerName().isEmpty()) {
            return "it has a container_name";
        }
        for (Port port : service.ports()) {
            if (!port.published().isEmpty() && !port.published().equals("0")) {
                return "it publishes port " + port.published();
            }
        }
        for (Mount mount : service.mounts()) {
            if (isWritten(mount)) {
                return "it may write to what is mounted at " + mount.target();
            }
        }
        if (isOfAnother(service.networkMode())) {
            return "its network_mode is " + service.networkMode();
        }
        String address = address(service, canonical);
        return address.isEmpty() ? device(canonical) : address;
    }

    private static boolean isWritten(Mount mount) {
        return switch (mount.type()) {
            case BIND, NPIPE, CLUSTER -> !mount.readOnly();
            case VOLUME -> mount.source().isEmpty() || !mount.readOnly();
            case TMPFS, IMAGE -> false;
        };
    }

    private static boolean isOfAnother(String networkMode) {
        return networkMode.equals("host") || networkMode.contains(":");
    }

    private static String address(Service service, Fields canonical) {
        if (canonical.has("mac_address")) {
            return "it has a mac_address";
        }
        for (var network : service.networks().entrySet()) {
            Attachment attachment = network.getValue();
            boolean fixed =
                    !attachment.ipv4Address().isEmpty()
                            || !attachment.ipv6Address().isEmpty()
                            || !attachment.linkLocalIps().isEmpty()
                            || !attachment.macAddress().isEmpty();
            if (fixed) {
                return "it has a fixed address in network " + network.getKey();
            }
        }
        return "";
    }

    private static String device(Fields canonical) {
        Fields reserved = canonical.map("deploy").map("resources").map("reservations");
        for (String key : DEVICES) {
            if (isFilled(canonical.node(), key)) {
                return "it has " + key;
            }
        }
        if (isFilled(reserved.node(), "devices")
                || isFilled(reserved.node(), "generic_resources")) {
            return "it reserves devices";
        }
        return canonical.flag("privileged") ? "it is privileged" : "";
    }

    private static boolean isFilled(MapNode map, String key) {
        Node value = map.get(key);
        return value != null && !(value instanceof ListNode list && list.items().isEmpty());
    }
}
