package dev.gantry.apply.mapping;

import dev.gantry.compose.model.Attachment;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.OneOff;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.EngineVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** How a container joins networks, and how networks are made. */
public final class NetworkMapping {
    static final String INTERFACE_NAME = "com.docker.network.endpoint.ifname";

    /** From here on one creation takes all networks, and each has its own MAC address. */
    private static final String ALL_AT_ONCE = "1.44";

    private NetworkMapping() {}

    /** The body of {@code POST /networks/create}. */
    public static MapNode creation(String project, Network network, EngineVersion engine) {
        Fields fields = Fields.of(network.canonical());
        Body body =
                new Body()
                        .text("Name", network.name())
                        .flag("CheckDuplicate", !engine.atLeast(ALL_AT_ONCE))
                        .text("Driver", fields.text("driver"))
                        .flag("Internal", fields.flag("internal"))
                        .flag("Attachable", fields.flag("attachable"))
                        .pairs("Options", fields.pairs("driver_opts"))
                        .pairs("Labels", ContainerLabels.of(project, network));
        for (String family : List.of("enable_ipv4", "enable_ipv6")) {
            if (fields.has(family)) {
                String key = "EnableIPv" + family.charAt(family.length() - 1);
                body.node(key, Json.of(fields.flag(family)));
            }
        }
        MapNode ipam = ipam(fields.map("ipam"));
        return ipam.isEmpty() ? body.build() : body.node("IPAM", ipam).build();
    }

    private static MapNode ipam(Fields ipam) {
        List<MapNode> pools = new ArrayList<>();
        for (Fields pool : ipam.maps("config")) {
            pools.add(
                    new Body()
                            .text("Subnet", pool.text("subnet"))
                            .text("IPRange", pool.text("ip_range"))
                            .text("Gateway", pool.text("gateway"))
                            .pairs("AuxiliaryAddresses", pool.pairs("aux_addresses"))
                            .build());
        }
        return new Body().text("Driver", ipam.text("driver")).nodes("Config", pools).build();
    }

    /** The API's {@code HostConfig.NetworkMode}. */
    static String mode(ContainerOrder order) {
        String mode = order.service().networkMode();
        if (!mode.isEmpty()) {
            return order.namespace(mode);
        }
        return order.project().networks().isEmpty() ? "none" : order.networkName(primary(order));
    }

    static MapNode endpointsAtCreation(ContainerOrder order) {
        MapNode.Builder endpoints = Json.object();
        if (joinsNetworks(order)) {
            String primary = primary(order);
            endpoints.put(order.networkName(primary), endpoint(order, primary));
            if (order.atLeast(ALL_AT_ONCE)) {
                further(order).forEach((name, endpoint) -> endpoints.put(name, endpoint));
            }
        }
        return endpoints.build();
    }

    static SequencedMap<String, MapNode> endpointsAfterCreation(ContainerOrder order) {
        return joinsNetworks(order) && !order.atLeast(ALL_AT_ONCE)
                ? further(order)
                : new LinkedHashMap<>();
    }

    private static boolean joinsNetworks(ContainerOrder order) {
        return order.service().networkMode().isEmpty() && !order.project().networks().isEmpty();
    }

    private static SequencedMap<String, MapNode> further(ContainerOrder order) {
        SequencedMap<String, MapNode> further = new LinkedHashMap<>();
        for (String key : order.service().networks().keySet()) {
            if (!key.equals(primary(order))) {
                further.put(order.networkName(key), endpoint(order, key));
            }
        }
        return further;
    }

    static String primary(ContainerOrder order) {
        SequencedMap<String, Attachment> networks = order.service().networks();
        return networks.isEmpty() ? "default" : networks.firstEntry().getKey();
    }

    /** The container-wide address, where the API knows no other. */
    static String containerMac(ContainerOrder order) {
        if (order.atLeast(ALL_AT_ONCE)) {
            return "";
        }
        Attachment primary = order.service().networks().get(primary(order));
        return primary == null || primary.macAddress().isEmpty()
                ? order.fields().text("mac_address")
                : primary.macAddress();
    }

    private static MapNode endpoint(ContainerOrder order, String key) {
        Body body =
                new Body()
                        .texts("Links", HostMapping.links(order))
                        .texts("Aliases", aliases(order, key));
        Attachment attachment = order.service().networks().get(key);
        if (order.fields().map("networks").has(key) && attachment != null) {
            body.node("IPAMConfig", addresses(attachment))
                    .pairs("DriverOpts", driverOptions(attachment))
                    .number("GwPriority", attachment.gatewayPriority())
                    .text("IPAddress", attachment.ipv4Address())
                    .text("IPv6Gateway", attachment.ipv6Address()); // as Docker Compose has it
        }
        return body.text("MacAddress", macAddress(order, key)).build();
    }

    private static List<String> aliases(ContainerOrder order, String key) {
        if (!OneOff.of(order.service()).map(OneOff::aliases).orElse(true)) {
            return List.of(order.name());
        }
        List<String> aliases = new ArrayList<>(List.of(order.name(), order.service().name()));
        Attachment attachment = order.service().networks().get(key);
        if (attachment != null) {
            aliases.addAll(attachment.aliases());
        }
        return aliases;
    }

    private static MapNode addresses(Attachment attachment) {
        return new Body()
                .text("IPv4Address", attachment.ipv4Address())
                .text("IPv6Address", attachment.ipv6Address())
                .texts("LinkLocalIPs", attachment.linkLocalIps())
                .build();
    }

    private static SequencedMap<String, String> driverOptions(Attachment attachment) {
        SequencedMap<String, String> options = new LinkedHashMap<>(attachment.driverOptions());
        if (!attachment.interfaceName().isEmpty()) {
            options.put(INTERFACE_NAME, attachment.interfaceName());
        }
        return options;
    }

    private static String macAddress(ContainerOrder order, String key) {
        if (!order.atLeast(ALL_AT_ONCE)) {
            return "";
        }
        Attachment attachment = order.service().networks().get(key);
        String own = attachment == null ? "" : attachment.macAddress();
        return own.isEmpty() && key.equals(primary(order))
                ? order.fields().text("mac_address")
                : own;
    }
}
