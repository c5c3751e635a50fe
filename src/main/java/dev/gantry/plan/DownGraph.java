package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.FleetLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * The steps of {@code down}: dependents go before what they depend on, stacks before those that
 * they need; then networks, then volumes and images where asked for.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/down.go">down.go</a>
 */
final class DownGraph {
    private final DownOptions options;
    private final Draft draft = new Draft();
    private final List<Problem> notices = new ArrayList<>();

    /** Deployment to the steps after which its containers are gone. */
    private final Map<Deployment, SequencedSet<Integer>> gone = new LinkedHashMap<>();

    private final InUse inUse;

    /**
     * @param deployments all that are taken away
     */
    DownGraph(DownOptions options, List<Deployment> deployments) {
        this.options = options;
        this.inUse = new InUse(draft, deployments);
    }

    List<Step> steps() {
        return draft.steps();
    }

    List<Problem> notices() {
        return notices;
    }

    /** Adds a deployment; those that need its stack have been added before. */
    void add(Deployment deployment, HostView host) {
        SequencedSet<Integer> before = new LinkedHashSet<>();
        gone.forEach((other, steps) -> {
            if (needs(other, deployment)) {
                before.addAll(steps);
            }
        });
        inUse.begin(deployment);
        Removing removing = new Removing(deployment, host, before);
        removing.containers();
        removing.files();
        removing.networks();
        removing.volumes();
        removing.images();
        gone.put(deployment, removing.removed.isEmpty() ? before : removing.removed);
    }

    private static boolean needs(Deployment one, Deployment other) {
        return one.stack().needs().stream()
                .anyMatch(need -> need.stack().equals(other.stack().name()));
    }

    /** Removes a network of the fleet file that Gantry made, when all deployments are added. */
    void fleetNetwork(String fleet, Network network, HostView host) {
        host.network(network.name())
                .filter(there -> fleet.equals(there.labels().get(FleetLabels.FLEET)))
                .ifPresent(there -> {
                    SequencedSet<Integer> after = new LinkedHashSet<>();
                    gone.forEach((one, steps) -> {
                        if (one.host().name().equals(host.name())) {
                            after.addAll(steps);
                        }
                    });
                    draft.add(
                            new Draft.Subject(host.name(), "", ""),
                            new Action.RemoveNetwork(there.id(), there.name()),
                            Cause.of("asked for with down"),
                            after);
                });
    }

    /** The steps of one deployment. */
    private final class Removing {
        private static final Cause ASKED = new Cause("asked for with down", List.of());
        private final Deployment deployment;
        private final HostView host;
        private final SequencedSet<Integer> before;
        private final SequencedSet<Integer> removed = new LinkedHashSet<>();
        private final List<Observed.Container> staying = new ArrayList<>();

        Removing(Deployment deployment, HostView host, SequencedSet<Integer> before) {
            this.deployment = deployment;
            this.host = host;
            this.before = before;
        }

        void containers() {
            List<Observed.Container> all = host.containersOf(deployment.project().name());
            DependentsFirst order = new DependentsFirst(deployment.project(), before);
            for (String name : order.services()) {
                Service service = deployment.project().services().get(name);
                if (service != null && options.takes(name)) {
                    order.gone(service, service(service, all, order.after(service)));
                }
            }
            List<Observed.Container> orphans = Orphans.of(deployment.project(), host);
            if (options.removeOrphans()) {
                orphans.forEach(
                        one -> remove(one, HostView.service(one), Farewell.UNKNOWN, before));
            } else if (!orphans.isEmpty()) {
                notices.add(Orphans.notice(deployment, orphans));
            }
            staying(all, orphans);
        }

        private SequencedSet<Integer> service(
                Service service, List<Observed.Container> all, Collection<Integer> after) {
            SequencedSet<Integer> steps = new LinkedHashSet<>();
            for (Observed.Container one : all.reversed()) {
                if (HostView.service(one).equals(service.name()) && !HostView.isOneOff(one)) {
                    steps.add(remove(one, service.name(), Farewell.of(service), after));
                }
            }
            return steps;
        }

        private int remove(
                Observed.Container container,
                String service,
                Farewell farewell,
                Collection<Integer> after) {
            Draft.Subject subject = new Draft.Subject(host.name(), deployment.id(), service);
            int step =
                    new Removal(draft, subject, farewell)
                            .add(container, ASKED, after, options.volumes());
            removed.add(step);
            inUse.removed(host, container, step);
            return step;
        }

        /** What profiles switch off stays, and so do orphans, unless asked for. */
        private void staying(List<Observed.Container> all, List<Observed.Container> orphans) {
            for (Observed.Container one : all) {
                boolean active =
                        deployment.project().services().containsKey(HostView.service(one))
                                && !HostView.isOneOff(one);
                boolean named = options.takes(HostView.service(one));
                boolean goes =
                        (active && named) || (options.removeOrphans() && orphans.contains(one));
                if (!goes) {
                    staying.add(one);
                }
                if (!goes && named && !orphans.contains(one)) {
                    notice(
                            "container "
                                    + one.name()
                                    + (HostView.isOneOff(one)
                                            ? " of a one-off run stays, since it runs"
                                            : " stays: its service is switched off by profiles"),
                            "docker rm -f " + one.name());
                }
            }
        }

        void files() {
            List<Observed.Container> going =
                    new ArrayList<>(host.containersOf(deployment.project().name()));
            going.removeAll(staying);
            Discarding discarding = new Discarding(draft, deployment, host);
            List<Integer> after = new ArrayList<>(all());
            after.addAll(discarding.carriers());
            discarding.discard(going, List.of(), after);
        }

        void networks() {
            for (Network network : deployment.project().networks().values()) {
                host.network(network.name())
                        .filter(there -> !network.external() && isOurs(there.labels()))
                        .filter(there -> isFree(network.name(), InUse.ofNetwork(there.id())))
                        .ifPresent(there ->
                                inUse.removes(
                                        host,
                                        InUse.ofNetwork(there.id()),
                                        draft.add(
                                                subject(),
                                                new Action.RemoveNetwork(there.id(), there.name()),
                                                ASKED,
                                                all())));
            }
        }

        void volumes() {
            if (!options.volumes()) {
                return;
            }
            for (Volume volume : deployment.project().volumes().values()) {
                host.volume(volume.name())
                        .filter(there -> !volume.external() && isOurs(volume, there))
                        .filter(there -> isFree(there.name(), InUse.ofVolume(there.name())))
                        .ifPresent(there ->
                                inUse.removes(
                                        host,
                                        InUse.ofVolume(there.name()),
                                        draft.addDestroying(
                                                subject(),
                                                new Action.RemoveVolume(there.name()),
                                                Cause.of("asked for with down -v"),
                                                all())));
            }
        }

        void images() {
            for (String image : new ImagesGone(deployment, host, options).names()) {
                draft.add(
                        subject(),
                        new Action.RemoveImage(image),
                        Cause.of("asked for with down --rmi"),
                        all());
            }
        }

        private SequencedSet<Integer> all() {
            return removed.isEmpty() ? before : removed;
        }

        private Draft.Subject subject() {
            return new Draft.Subject(host.name(), deployment.id(), "");
        }

        private boolean isOurs(Map<String, String> labels) {
            return deployment.project().name().equals(labels.get(ComposeLabels.PROJECT));
        }

        private boolean isOurs(Volume volume, Observed.Volume there) {
            if (!isOurs(there.labels())) {
                notice(
                        "volume " + volume.name() + " stays: it was not made for this project",
                        "docker volume rm " + volume.name());
                return false;
            }
            return true;
        }

        private boolean isFree(String name, Predicate<Observed.Container> uses) {
            Optional<Observed.Container> user = inUse.staying(host, uses);
            user.ifPresent(
                    one -> notice(name + " stays: container " + one.name() + " uses it", ""));
            return user.isEmpty();
        }

        private void notice(String message, String hint) {
            notices.add(Problem.warning(Location.of(deployment.id()), message, hint));
        }
    }
}
