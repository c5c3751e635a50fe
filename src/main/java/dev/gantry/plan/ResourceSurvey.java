package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Volume;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Compares a project's networks and volumes with what a host has.
 *
 * @see <a
 *     href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/create.go">ensureNetwork,
 *     ensureVolume</a>
 */
final class ResourceSurvey {

    /**
     * @param obstacles why the deployment cannot be brought up
     */
    record Found(
            SequencedMap<String, Verdict.OfNetwork> networks,
            SequencedMap<String, Verdict.OfVolume> volumes,
            List<String> obstacles,
            List<Problem> notices) {}

    private final Project project;
    private final MadeBefore others;
    private final HostView host;
    private final boolean mayReplace;
    private final List<Observed.Container> going;
    private final List<String> obstacles = new ArrayList<>();
    private final List<Problem> notices = new ArrayList<>();

    private ResourceSurvey(
            Project project,
            MadeBefore others,
            HostView host,
            boolean mayReplace,
            List<Observed.Container> going) {
        this.going = going;
        this.mayReplace = mayReplace;
        this.project = project;
        this.others = others;
        this.host = host;
    }

    /**
     * @param others what is there once others have made it
     * @param mayReplace whether a network that differs may be made anew, and its containers with it
     * @param going the containers that are removed before anything is made
     */
    static Found of(
            Project project,
            MadeBefore others,
            HostView host,
            boolean mayReplace,
            List<Observed.Container> going) {
        ResourceSurvey survey = new ResourceSurvey(project, others, host, mayReplace, going);
        SequencedMap<String, Verdict.OfNetwork> networks = new LinkedHashMap<>();
        project.networks().forEach((key, one) -> networks.put(key, survey.network(one)));
        SequencedMap<String, Verdict.OfVolume> volumes = new LinkedHashMap<>();
        project.volumes().forEach((key, one) -> volumes.put(key, survey.volume(one)));
        return new Found(networks, volumes, survey.obstacles, survey.notices);
    }

    private Verdict.OfNetwork network(Network network) {
        return network.external() ? external(network) : own(network);
    }

    private Verdict.OfNetwork external(Network network) {
        Optional<Observed.Network> there = host.network(network.name());
        if (there.isPresent()) {
            return new Verdict.OfNetwork("", network, there.get().id(), "");
        }
        if (host.hasNetworkId(network.name())) {
            return new Verdict.OfNetwork("", network, network.name(), "");
        }
        Optional<Network> made = others.network(network.name());
        if (made.isPresent()) {
            return new Verdict.OfNetwork("", made.get(), "", "");
        }
        obstacles.add(
                "its external network \""
                        + network.name()
                        + "\" is not on host "
                        + host.name()
                        + ": declare it under networks in gantry.yaml, say needs where another stack"
                        + " makes it, or create it there (docker network create "
                        + network.name()
                        + ")");
        return new Verdict.OfNetwork("", network, "", "");
    }

    private Verdict.OfNetwork own(Network network) {
        Optional<Observed.Network> there = host.network(network.name());
        if (there.isEmpty()) {
            return new Verdict.OfNetwork(project.name(), network, "", "");
        }
        Observed.Network found = there.get();
        boolean ours =
                isOurs(
                        "network \"" + network.name() + "\"",
                        network.canonical().location(),
                        found.labels());
        if (ours && mayReplace && differs(found.labels(), network.hash()) && isFree(found)) {
            return new Verdict.OfNetwork(project.name(), network, "", found.id());
        }
        return new Verdict.OfNetwork(project.name(), network, found.id(), "");
    }

    private Verdict.OfVolume volume(Volume volume) {
        Optional<Observed.Volume> there = host.volume(volume.name());
        if (volume.external()) {
            if (there.isEmpty() && !others.hasVolume(volume.name())) {
                obstacles.add(
                        "its external volume \""
                                + volume.name()
                                + "\" is not on host "
                                + host.name()
                                + ": say needs where another stack makes it, or create it there (docker"
                                + " volume create "
                                + volume.name()
                                + ")");
            }
            return new Verdict.OfVolume(volume, false);
        }
        there.ifPresent(found -> look(volume, found));
        return new Verdict.OfVolume(volume, there.isEmpty());
    }

    private void look(Volume volume, Observed.Volume found) {
        Location location = volume.canonical().location();
        String words = "volume \"" + volume.name() + "\"";
        if (isOurs(words, location, found.labels()) && differs(found.labels(), volume.hash())) {
            notice(
                    location,
                    words + on() + " differs from the files and is kept, since its data would go",
                    "to make it anew: gantry down -v, then gantry up");
        }
    }

    private boolean isOurs(String words, Location location, SequencedMap<String, String> labels) {
        String owner = labels.getOrDefault(ComposeLabels.PROJECT, "");
        if (owner.equals(project.name())) {
            return true;
        }
        notice(
                location,
                words
                        + on()
                        + (owner.isEmpty()
                                ? " was not made for a Compose project and is used as it is"
                                : " belongs to project \"" + owner + "\" and is used as it is"),
                "external: true says that this is meant");
        return false;
    }

    private static boolean differs(SequencedMap<String, String> labels, String hash) {
        String actual = labels.getOrDefault(ComposeLabels.CONFIG_HASH, "");
        return !actual.isEmpty() && !actual.equals(hash);
    }

    /** Whether only containers that this project makes anew hang on the network. */
    private boolean isFree(Observed.Network network) {
        for (Observed.Container one : host.state().containers()) {
            boolean ours =
                    project.name().equals(one.labels().get(ComposeLabels.PROJECT))
                            && project.services().containsKey(HostView.service(one))
                            && !HostView.isOneOff(one);
            if (one.networks().containsValue(network.id()) && !ours && !going.contains(one)) {
                notice(
                        Location.of(network.name()),
                        "the network differs from the files and is kept, since container \""
                                + one.name()
                                + "\" uses it",
                        "stop that container, then run again");
                return false;
            }
        }
        return true;
    }

    private String on() {
        return " on host " + host.name();
    }

    private void notice(Location location, String message, String hint) {
        notices.add(Problem.warning(location, message, hint));
    }
}
