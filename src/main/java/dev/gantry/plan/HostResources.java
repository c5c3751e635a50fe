package dev.gantry.plan;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Parcel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps that make networks and volumes, and fetch or build images: once per host, whoever needs
 * them.
 */
final class HostResources {
    private record Key(String host, String kind, String name) {}

    private final Draft draft;
    private final Map<Key, Integer> steps = new LinkedHashMap<>();

    HostResources(Draft draft) {
        this.draft = draft;
    }

    /**
     * @param cleared the steps after which the orphans, the displaced, and what carried files, are
     *     gone
     */
    void make(Survey survey, List<Integer> cleared) {
        for (Verdict.OfNetwork one : survey.networks().values()) {
            if (one.project().isEmpty()) {
                network(survey, one, cleared);
            }
        }
        survey.networks().values().forEach(one -> network(survey, one, cleared));
        survey.volumes().values().forEach(one -> volume(survey, one));
        for (Verdict.OfService one : survey.services()) {
            PullRule.Supply supply = survey.supplies().get(one.service().name());
            if (supply != null) {
                image(survey, one.service(), supply);
            }
        }
        survey.services().forEach(one -> orderBuild(survey, one.service()));
        survey.services().forEach(one -> deliver(survey, one, cleared));
    }

    /** The steps that must be done before a container of the service can be made. */
    List<Integer> material(Survey survey, Service service) {
        List<Integer> before = new ArrayList<>();
        String host = survey.host().name();
        for (String key : service.networks().sequencedKeySet()) {
            Verdict.OfNetwork network = survey.networks().get(key);
            if (network != null) {
                addIfMade(before, networkKey(host, network.network().name()));
            }
        }
        for (Mount mount : service.mounts()) {
            Verdict.OfVolume volume = survey.volumes().get(mount.source());
            if (mount.type() == Mount.Type.VOLUME && volume != null) {
                addIfMade(before, volumeKey(host, volume.volume().name()));
            }
        }
        addIfMade(before, imageKey(host, service));
        for (Parcel parcel : parcels(survey, service)) {
            addIfMade(before, fileKey(host, parcel));
        }
        return before;
    }

    /** The steps that fetch or build the images of the services. */
    List<Integer> images(Survey survey) {
        List<Integer> images = new ArrayList<>();
        survey.services()
                .forEach(one -> addIfMade(images, imageKey(survey.host().name(), one.service())));
        return images;
    }

    private static Collection<Parcel> parcels(Survey survey, Service service) {
        return survey.deployment().freight().of(service.name()).values();
    }

    /** Whether a file is there only the host can tell: it is asked before anything is sent. */
    private void deliver(Survey survey, Verdict.OfService verdict, List<Integer> cleared) {
        Service service = verdict.service();
        if (!verdict.makesContainers()) {
            return;
        }
        for (Parcel parcel : parcels(survey, service)) {
            Key key = fileKey(survey.host().name(), parcel);
            if (!steps.containsKey(key)) {
                List<Integer> after = new ArrayList<>(cleared);
                addIfMade(after, imageKey(survey.host().name(), service));
                Action deliver = new Action.DeliverFiles(parcel, service.image());
                Cause cause = Cause.of("service " + service.name() + " mounts it");
                steps.put(key, draft.add(subject(survey, false), deliver, cause, after));
            }
        }
    }

    private void addIfMade(List<Integer> before, Key key) {
        Integer step = steps.get(key);
        if (step != null) {
            before.add(step);
        }
    }

    private void network(Survey survey, Verdict.OfNetwork verdict, List<Integer> cleared) {
        Network network = verdict.network();
        Key key = networkKey(survey.host().name(), network.name());
        if (!verdict.makes() || steps.containsKey(key)) {
            return;
        }
        Draft.Subject subject = subject(survey, verdict.project().isEmpty());
        Cause cause = Cause.of("not there yet");
        List<Integer> after = List.of();
        if (!verdict.replaces().isEmpty()) {
            cause = Cause.of("its configuration changed");
            after = List.of(remove(survey, verdict, cause, cleared));
        }
        Action create = new Action.CreateNetwork(verdict.project(), network);
        steps.put(key, draft.add(subject, create, cause, after));
    }

    /** An engine refuses to remove a network while a running container is attached. */
    private int remove(
            Survey survey, Verdict.OfNetwork verdict, Cause cause, List<Integer> cleared) {
        List<Integer> stopped = new ArrayList<>(cleared);
        for (Verdict.OfService service : survey.services()) {
            Draft.Subject subject =
                    new Draft.Subject(
                            survey.host().name(),
                            survey.deployment().id(),
                            service.service().name());
            for (Verdict.OfContainer one : service.containers()) {
                if (one.container().networks().containsValue(verdict.replaces())
                        && Removal.isUp(one.container())) {
                    Farewell farewell = Farewell.of(service.service());
                    Cause why =
                            Cause.of("its network " + verdict.network().name() + " is made anew");
                    stopped.add(
                            new Removal(draft, subject, farewell)
                                    .stop(one.container(), why, List.of()));
                }
            }
        }
        Action remove = new Action.RemoveNetwork(verdict.replaces(), verdict.network().name());
        return draft.add(subject(survey, false), remove, cause, stopped);
    }

    private void volume(Survey survey, Verdict.OfVolume verdict) {
        Key key = volumeKey(survey.host().name(), verdict.volume().name());
        if (verdict.makes() && !steps.containsKey(key)) {
            Action create =
                    new Action.CreateVolume(survey.deployment().project().name(), verdict.volume());
            Draft.Subject subject = subject(survey, false);
            steps.put(key, draft.add(subject, create, Cause.of("not there yet"), List.of()));
        }
    }

    private void image(Survey survey, Service service, PullRule.Supply supply) {
        Key key = imageKey(survey.host().name(), service);
        if (!steps.containsKey(key)) {
            Draft.Subject subject =
                    new Draft.Subject(
                            survey.host().name(), survey.deployment().id(), service.name());
            steps.put(key, draft.add(subject, supply.action(), supply.cause(), List.of()));
        }
    }

    /** An image is built after those that it is built from. */
    private void orderBuild(Survey survey, Service service) {
        Key key = imageKey(survey.host().name(), service);
        Integer step = steps.get(key);
        PullRule.Supply supply = survey.supplies().get(service.name());
        if (step == null || supply == null || !(supply.action() instanceof Action.BuildImage)) {
            return;
        }
        for (String name : new Sources(survey.deployment().project()).before(service)) {
            Service other = survey.deployment().project().services().get(name);
            Key from = other == null ? key : imageKey(survey.host().name(), other);
            Integer before = steps.get(from);
            if (before != null && !from.equals(key)) {
                draft.order(step, before);
            }
        }
    }

    /** What the fleet file declares belongs to no deployment. */
    private static Draft.Subject subject(Survey survey, boolean ofFleet) {
        return new Draft.Subject(survey.host().name(), ofFleet ? "" : survey.deployment().id(), "");
    }

    private static Key networkKey(String host, String name) {
        return new Key(host, "network", name);
    }

    private static Key volumeKey(String host, String name) {
        return new Key(host, "volume", name);
    }

    private static Key fileKey(String host, Parcel parcel) {
        return new Key(host, "file", parcel.path());
    }

    private static Key imageKey(String host, Service service) {
        return new Key(host, "image " + service.platform(), service.image());
    }
}
