package dev.gantry.cli;

import dev.gantry.engine.ContainerSummary.PortBinding;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where a container can be reached from outside. */
final class Ports {
    private Ports() {}

    /** {@code vps.lan:8080->80/tcp, …}: the host's address where the port is open to all. */
    static String text(Fleetwide.Found found) {
        Set<String> texts = new LinkedHashSet<>();
        String address = found.deployment().host().address();
        for (PortBinding port : found.container().ports()) {
            if (port.publicPort() > 0) {
                String to = "->" + port.privatePort() + "/" + port.protocol();
                texts.add(at(port.ip(), address) + ":" + port.publicPort() + to);
            }
        }
        return String.join(", ", texts);
    }

    private static String at(String ip, String address) {
        boolean everywhere = ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::");
        if (everywhere) {
            return address.isEmpty() ? "localhost" : address;
        }
        return ip.contains(":") ? "[" + ip + "]" : ip;
    }
}
