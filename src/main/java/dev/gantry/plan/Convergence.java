package dev.gantry.plan;

import dev.gantry.compose.model.ConfigHash;
import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Freight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Decides what becomes of each container of one deployment, by Docker Compose's rules.
 *
 * @see <a
 *     href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/convergence.go">ensureService,
 *     mustRecreate</a>
 */
final class Convergence {
    private final Project project;
    private final Freight freight;
    private final HostView host;
    private final SequencedMap<String, Verdict.OfNetwork> networks;
    private final Set<String> ending;
    private final UpOptions options;
    private final Map<String, Verdict.OfService> decided = new LinkedHashMap<>();

    /**
     * @param ending the services that somebody waits for to end
     */
    Convergence(
            Deployment deployment,
            HostView host,
            SequencedMap<String, Verdict.OfNetwork> networks,
            Set<String> ending,
            UpOptions options) {
        this.project = deployment.project();
        this.freight = deployment.freight();
        this.host = host;
        this.networks = networks;
        this.ending = ending;
        this.options = options;
    }

    /** The services' verdicts; {@code order} has every service after those that it depends on. */
    List<Verdict.OfService> decide(List<String> order) {
        List<Verdict.OfService> verdicts = new ArrayList<>();
        for (String name : order) {
            Service service = project.services().get(name);
            if (service != null) {
                Verdict.OfService verdict = decide(service);
                decided.put(name, verdict);
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    private Verdict.OfService decide(Service service) {
        if (OneOff.of(service).isPresent()) {
            Cause asked = Cause.of("asked for with run");
            return new Verdict.OfService(service, List.of(), List.of(1), asked);
        }
        List<Verdict.OfContainer> upToDate = new ArrayList<>();
        List<Verdict.OfContainer> outdated = new ArrayList<>();
        List<Verdict.OfContainer> verdicts = new ArrayList<>();
        int last = 0;
        int there = 0;
        for (Observed.Container one : host.containersOf(project.name())) {
            if (HostView.service(one).equals(service.name()) && !HostView.isOneOff(one)) {
                if (isTemporary(service, one)
                        && TemporaryName.of(one).isSuperfluous(host.containersOf(project.name()))) {
                    verdicts.add(clear(one));
                    continue;
                }
                Verdict.OfContainer verdict = decide(service, one);
                boolean old = verdict.fate() == Verdict.Fate.RECREATE;
                (old ? outdated : upToDate).add(verdict);
                last = Math.max(last, HostView.number(one));
                there++;
            }
        }
        upToDate.addAll(outdated);
        List<Integer> missing = new ArrayList<>();
        for (int more = 1; more <= service.scale() - there; more++) {
            missing.add(last + more);
        }
        String why =
                there == 0
                        ? "not there yet"
                        : "scale is " + service.scale() + ", " + there + " there";
        verdicts.addAll(scaledDown(service, upToDate));
        return new Verdict.OfService(service, verdicts, missing, Cause.of(why));
    }

    /** Whether an interrupted run has left it under its temporary name. */
    private boolean isTemporary(Service service, Observed.Container one) {
        int number = Math.max(1, HostView.number(one));
        return TemporaryName.isOf(one, service.containerName(project.name(), number));
    }

    private static Verdict.OfContainer clear(Observed.Container one) {
        return new Verdict.OfContainer(
                one, Verdict.Fate.CLEAR, Cause.of("an interrupted run has left it half made"));
    }

    /** Keeps as many as the scale says: outdated ones go first, then the highest numbers. */
    private static List<Verdict.OfContainer> scaledDown(
            Service service, List<Verdict.OfContainer> all) {
        List<Verdict.OfContainer> verdicts = new ArrayList<>();
        for (Verdict.OfContainer one : all) {
            boolean stays = verdicts.size() < service.scale();
            verdicts.add(
                    stays
                            ? one
                            : new Verdict.OfContainer(
                                    one.container(),
                                    Verdict.Fate.REMOVE,
                                    Cause.of(
                                            "scale is "
                                                    + service.scale()
                                                    + ", "
                                                    + all.size()
                                                    + " there")));
        }
        return verdicts;
    }

    private Verdict.OfContainer decide(Service service, Observed.Container container) {
        Cause outdated = outdated(service, container);
        if (!outdated.words().isEmpty()) {
            return new Verdict.OfContainer(container, Verdict.Fate.RECREATE, outdated);
        }
        if (isTemporary(service, container)) {
            return new Verdict.OfContainer(
                    container,
                    Verdict.Fate.RENAME,
                    Cause.of("an interrupted run has removed what it replaces"));
        }
        return switch (container.state()) {
            case "running" -> running(service, container);
            case "restarting", "paused" -> keep(container);
            case "created" -> start(container, "it was never started");
            default ->
                    ending.contains(service.name()) && container.exitCode() == 0
                            ? keep(container)
                            : start(
                                    container,
                                    "it has stopped (exit code " + container.exitCode() + ")");
        };
    }

    private Verdict.OfContainer running(Service service, Observed.Container container) {
        for (Dependency dependency : service.dependsOn()) {
            Verdict.OfService needed = decided.get(dependency.service());
            if (dependency.restart() && needed != null && needed.recreates()) {
                return new Verdict.OfContainer(
                        container,
                        Verdict.Fate.RESTART,
                        Cause.of("restarts with " + dependency.service() + ", which is recreated"));
            }
        }
        return keep(container);
    }

    private static Verdict.OfContainer keep(Observed.Container container) {
        return new Verdict.OfContainer(container, Verdict.Fate.KEEP, Cause.of("as it should be"));
    }

    private static Verdict.OfContainer start(Observed.Container container, String why) {
        return new Verdict.OfContainer(container, Verdict.Fate.START, Cause.of(why));
    }

    /** Why the container must be made anew; without words where it need not be. */
    private Cause outdated(Service service, Observed.Container container) {
        return switch (options.recreate(service.name())) {
            case NONE -> Cause.of("");
            case ALL -> Cause.of("asked for with " + options.forced(service.name()));
            case DIVERGED -> diverged(service, container);
        };
    }

    private Cause diverged(Service service, Observed.Container container) {
        String hash = container.labels().getOrDefault(ComposeLabels.CONFIG_HASH, "");
        if (!hash.equals(service.hash()) && !isResolvedOrElsewhere(service, container, hash)) {
            return configurationChanged(service, container);
        }
        Cause files = DeliveredFiles.changed(freight.of(service.name()), container.labels());
        if (!files.words().isEmpty()) {
            return files;
        }
        Cause copies = CopiedFiles.changed(project, service, container.labels());
        if (!copies.words().isEmpty()) {
            return copies;
        }
        String expected = host.imageId(service.image());
        String actual = container.labels().getOrDefault(ComposeLabels.IMAGE, "");
        if (!expected.isEmpty() && !expected.equals(actual)) {
            return new Cause(
                    "image " + service.image() + " is another one now",
                    List.of(new Cause.Change("image id", shortId(actual), shortId(expected))));
        }
        if (container.state().equals("dead")) {
            return Cause.of("the engine could not remove it completely (dead)");
        }
        if (container.state().equals("created") && !isComplete(service, container)) {
            return Cause.of(
                    "it was never started, and lacks a network: its making was interrupted");
        }
        return Cause.of(attachments(service, container));
    }

    /** With an old engine, networks come after the creation. */
    private boolean isComplete(Service service, Observed.Container container) {
        for (String key : service.networks().sequencedKeySet()) {
            Verdict.OfNetwork network = networks.get(key);
            if (network != null
                    && !container.networks().containsKey(network.network().name())
                    && !container.networks().containsValue(network.id())) {
                return false;
            }
        }
        return true;
    }

    private Cause configurationChanged(Service service, Observed.Container container) {
        List<Cause.Change> changes = FieldDiff.between(project, service, container.inspection());
        return changes.isEmpty()
                ? Cause.of("configuration changed")
                : new Cause(FieldDiff.inWords(changes), changes);
    }

    /**
     * Docker Compose writes ids in place of {@code service:x} before it hashes. Nothing is resolved
     * to a container that is about to go: the hash differs then, and rightly.
     */
    private boolean isResolvedOrElsewhere(
            Service service, Observed.Container container, String hash) {
        MapNode resolved =
                Sharing.resolved(
                        service.canonical(),
                        name -> {
                            Verdict.OfService shared = decided.get(name);
                            return shared == null ? "" : shared.firstId();
                        });
        return hash.equals(ConfigHash.ofService(resolved))
                || new OtherCheckout(project.directory(), freight.of(service.name()).keySet())
                        .made(resolved, container.labels());
    }

    private String attachments(Service service, Observed.Container container) {
        for (String name : Sharing.services(service.canonical())) {
            Verdict.OfService shared = decided.get(name);
            if (shared != null && shared.makesContainers()) {
                return "shares with " + name + ", whose container is made anew";
            }
        }
        for (String key : service.networks().sequencedKeySet()) {
            Verdict.OfNetwork network = networks.get(key);
            if (network != null && !isAttached(container, network)) {
                return network.replaces().isEmpty()
                        ? "not attached to network " + network.network().name()
                        : "its network " + network.network().name() + " is made anew";
            }
        }
        for (Mount mount : service.mounts()) {
            Volume volume = project.volumes().get(mount.source());
            if (mount.type() == Mount.Type.VOLUME
                    && volume != null
                    && !container.volumes().contains(volume.name())) {
                return "volume " + volume.name() + " is not mounted";
            }
        }
        return "";
    }

    /**
     * A container that does not run need not be attached yet. But one that remembers the id of a
     * network that is gone could not be started; Docker Compose 2.40 tries and fails.
     */
    private static boolean isAttached(Observed.Container container, Verdict.OfNetwork network) {
        if (!network.makes() && container.networks().containsValue(network.id())) {
            return true;
        }
        String remembered = container.networks().getOrDefault(network.network().name(), "");
        return !container.state().equals("running") && remembered.isEmpty();
    }

    /** The first twelve characters of a digest, as {@code docker images} shows them. */
    private static String shortId(String id) {
        String hex = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return hex.length() > 12 ? hex.substring(0, 12) : hex;
    }
}
