package dev.gantry.compose.model;

import java.util.List;
import java.util.SequencedMap;

/** How a service joins one network. Texts are empty and priorities 0 where nothing is said. */
public record Attachment(
        List<String> aliases,
        String ipv4Address,
        String ipv6Address,
        List<String> linkLocalIps,
        String macAddress,
        int priority,
        int gatewayPriority,
        String interfaceName,
        SequencedMap<String, String> driverOptions) {}
