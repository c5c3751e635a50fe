package dev.gantry.apply.mapping;

import dev.gantry.compose.model.ConfigHash;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Parcel;
import dev.gantry.plan.Sharing;
import java.util.ArrayList;
import java.util.List;

/**
 * One container to make: number {@code number} of a service of a project, at a site. Everything
 * that the mappers read.
 */
public record ContainerOrder(Project project, Service service, int number, Site site) {
    private static final String SERVICE = "service:";

    /** The same, which finds nothing in volumes without a name. */
    public ContainerOrder withoutInheritance() {
        return new ContainerOrder(project, service, number, site.withoutInheritance());
    }

    Fields fields() {
        return Fields.of(service.canonical());
    }

    /** The name that the container has in the end. */
    String name() {
        return service.containerName(project.name(), number);
    }

    boolean atLeast(String apiVersion) {
        return site.engine().atLeast(apiVersion);
    }

    /** For the API, {@code os/architecture[/variant]}; may be empty. */
    public String platform() {
        return PlatformText.of(service.platform(), site.engine().architecture());
    }

    /** The engine's name of a network of the project. */
    String networkName(String key) {
        Network network = project.networks().get(key);
        return network == null ? key : network.name();
    }

    /** {@code service:x} as the engine takes it; anything else as it is. */
    String namespace(String mode) {
        return mode.startsWith(SERVICE)
                ? "container:" + containerId(mode.substring(SERVICE.length()))
                : mode;
    }

    String containerId(String service) {
        return site.containerIds().getOrDefault(service, "");
    }

    /** The names of all containers of a service of the project. */
    List<String> containersOf(String key) {
        Service other = project.services().get(key);
        List<String> names = new ArrayList<>();
        for (int n = 1; other != null && n <= other.scale(); n++) {
            names.add(other.containerName(project.name(), n));
        }
        return names;
    }

    /**
     * The value of the label {@code config-hash}: with ids in place of the services whose
     * containers are shared, as Docker Compose hashes.
     */
    public String hash() {
        MapNode resolved = Sharing.resolved(service.canonical(), this::containerId);
        return resolved.equals(service.canonical())
                ? service.hash()
                : ConfigHash.ofService(resolved);
    }

    /** The seccomp profiles that {@code security_opt} names, as written. */
    public static List<String> seccompProfiles(Service service) {
        return Fields.of(service.canonical()).texts("security_opt").stream()
                .map(HostMapping::seccompProfile)
                .filter(file -> !file.isEmpty())
                .toList();
    }

    /** Where the engine finds what is mounted at {@code target}. */
    String source(String target, String here) {
        Parcel parcel = site.delivered().get(target);
        return parcel == null ? here : parcel.path();
    }
}
