package dev.gantry.apply.mapping;

import dev.gantry.compose.model.Attachment;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.doc.Fields;
import dev.gantry.engine.EngineVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a service asks for and its engine, or Gantry, cannot do. An old engine ignores a field that
 * it does not know; that would be found out much later, so it is said before anything starts.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version-history/">API versions</a>
 */
public final class ApiLimits {
    private final List<String> found = new ArrayList<>();
    private final EngineVersion engine;

    private ApiLimits(EngineVersion engine) {
        this.engine = engine;
    }

    /**
     * One line for each thing that cannot be done, beginning with the attribute. Only the versions
     * of the site are looked at.
     */
    public static List<String> of(ContainerOrder order) {
        ApiLimits limits = new ApiLimits(order.site().engine());
        limits.service(order.fields());
        limits.networks(order);
        order.service().mounts().forEach(limits::mount);
        limits.files(order);
        return List.copyOf(limits.found);
    }

    /** The same for a network. */
    public static List<String> of(Network network, EngineVersion engine) {
        ApiLimits limits = new ApiLimits(engine);
        limits.needs("1.48", network.canonical().has("enable_ipv4"), "enable_ipv4");
        return List.copyOf(limits.found);
    }

    private void needs(String apiVersion, boolean used, String attribute) {
        if (used && !engine.atLeast(apiVersion)) {
            found.add(
                    attribute
                            + ": needs Engine API "
                            + apiVersion
                            + "; this engine ("
                            + engine.engine()
                            + ") speaks "
                            + engine.api());
        }
    }

    private void service(Fields fields) {
        Fields check = fields.map("healthcheck");
        needs("1.44", check.has("start_interval"), "healthcheck.start_interval");
        if (check.has("start_interval") && !check.has("start_period")) {
            found.add("healthcheck.start_interval: has no effect without start_period");
        }
        needs("1.43", fields.has("annotations"), "annotations");
        needs("1.41", fields.has("cgroup"), "cgroup");
        needs("1.41", fields.has("platform"), "platform");
        boolean cdi =
                fields.maps("devices").stream()
                        .anyMatch(ResourceMapping::isContainerDeviceInterface);
        needs("1.44", cdi, "devices (by CDI name)");
        notYet(fields.has("provider"), "provider", "services of a provider");
        notYet(!fields.map("models").node().isEmpty(), "models", "models of Docker Model Runner");
        notYet(fields.flag("use_api_socket"), "use_api_socket", "handing on the engine's socket");
    }

    private void notYet(boolean used, String attribute, String what) {
        if (used) {
            found.add(attribute + ": Gantry does not do " + what);
        }
    }

    private void networks(ContainerOrder order) {
        String primary = NetworkMapping.primary(order);
        for (Map.Entry<String, Attachment> entry : order.service().networks().entrySet()) {
            String at = "networks." + entry.getKey() + ".";
            Attachment one = entry.getValue();
            boolean named =
                    !one.interfaceName().isEmpty()
                            || one.driverOptions().containsKey(NetworkMapping.INTERFACE_NAME);
            needs("1.49", named, at + "interface_name");
            needs("1.48", one.gatewayPriority() != 0, at + "gw_priority");
            boolean ownAddress = !one.macAddress().isEmpty() && !entry.getKey().equals(primary);
            needs("1.44", ownAddress, at + "mac_address (not on the first network)");
            boolean sysctls =
                    one.driverOptions().containsKey("com.docker.network.endpoint.sysctls");
            needs("1.46", sysctls, at + "driver_opts (sysctls of one interface)");
        }
        Attachment first = order.service().networks().get(primary);
        String wide = order.fields().text("mac_address");
        if (first != null
                && !wide.isEmpty()
                && !first.macAddress().isEmpty()
                && !wide.equals(first.macAddress())) {
            found.add("mac_address: differs from that of the first network, " + primary);
        }
    }

    private void mount(Mount mount) {
        String at = "volumes (" + mount.target() + "): ";
        Fields options = Fields.of(mount.canonical());
        needs("1.48", mount.type() == Mount.Type.IMAGE, at + "type image");
        needs("1.45", options.map("volume").has("subpath"), at + "subpath");
        String recursive = options.map("bind").text("recursive");
        boolean recent = recursive.equals("writable") || recursive.equals("readonly");
        needs("1.44", recent, at + "recursive " + recursive);
    }

    private void files(ContainerOrder order) {
        for (MountMapping.CopiedFile copy : MountMapping.copies(order)) {
            String at = copy.grant().source() + ": ";
            if (copy.source() instanceof ProjectFile.None) {
                found.add(at + "external configs and secrets are for Swarm only");
            } else if (order.fields().flag("read_only")) {
                found.add(at + "cannot be copied into a container with read_only");
            }
        }
    }
}
