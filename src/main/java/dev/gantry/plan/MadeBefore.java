package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Volume;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Need;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a host gets before a deployment's own things: the networks of the fleet file, and the
 * networks and volumes of the deployments there that it needs. To it they are external.
 */
record MadeBefore(List<Network> networks, List<Volume> volumes) {

    /**
     * @param deployments those that are planned, be it all of the fleet's or not
     */
    static MadeBefore of(Deployment one, Fleet fleet, List<Deployment> deployments) {
        List<Network> networks = new ArrayList<>(fleet.networks().values());
        List<Volume> volumes = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        collect(one, deployments, needed);
        for (Deployment other : deployments) {
            if (needed.contains(other.stack().name())
                    && other.host().name().equals(one.host().name())) {
                Project project = other.project();
                networks.addAll(project.networks().values());
                volumes.addAll(project.volumes().values());
            }
        }
        networks.removeIf(Network::external);
        volumes.removeIf(Volume::external);
        return new MadeBefore(networks, volumes);
    }

    /** The stacks that it needs, and those that these need. */
    private static void collect(Deployment one, List<Deployment> deployments, Set<String> found) {
        for (Need need : one.stack().needs()) {
            if (found.add(need.stack())) {
                deployments.stream()
                        .filter(other -> other.stack().name().equals(need.stack()))
                        .forEach(other -> collect(other, deployments, found));
            }
        }
    }

    Optional<Network> network(String name) {
        return networks.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    boolean hasVolume(String name) {
        return volumes.stream().anyMatch(one -> one.name().equals(name));
    }
}
