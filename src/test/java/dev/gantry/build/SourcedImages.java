package dev.gantry.build;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.Project;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.YamlReader;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.FleetParts;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.Stack;
import dev.gantry.plan.Observed;
import dev.gantry.plan.SourcedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images of a service {@code api} on a host {@code vps}. */
final class SourcedImages {
    private static final Location HERE = Location.of("fleet");

    private SourcedImages() {}

    /**
     * @param service its keys, in canonical form
     */
    static SourcedImage of(String service, Instant created, Map<String, String> labels) {
        String canonical = "name: app\nservices: {api: {" + service + "}}\n";
        Project project =
                CanonicalProjects.bind(
                        Path.of("/srv/app"),
                        (MapNode) YamlReader.read("compose.yaml", canonical).orElseThrow(),
                        Set.of());
        Stack stack =
                FleetParts.stack("app", "app", new HostSelector.Named(List.of("vps")), "", HERE);
        Host host = FleetParts.host("vps", "ssh://vps", "vps", HERE);
        return new SourcedImage(
                new Deployment(stack, host, project),
                project.services().values().iterator().next(),
                new Observed.Image("sha256:1", created.getEpochSecond(), labels));
    }
}
