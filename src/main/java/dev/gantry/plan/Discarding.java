package dev.gantry.plan;

import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Parcel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;

/** The steps that tidy up after deliveries to one deployment's host. */
record Discarding(Draft draft, Deployment deployment, HostView host) {

    /**
     * Removes what an interrupted run of the project has left; returns the steps after which it is
     * gone.
     */
    List<Integer> carriers() {
        return carriers(project());
    }

    /** The same, and of the projects that the stack was part of before. */
    List<Integer> allCarriers() {
        List<Integer> gone = new ArrayList<>(carriers());
        deployment.stack().formerly().forEach(one -> gone.addAll(carriers(one.project())));
        return gone;
    }

    private List<Integer> carriers(String project) {
        List<Integer> gone = new ArrayList<>();
        for (Observed.Container one : DeliveredFiles.carriers(host, project)) {
            Action.ContainerRef carrier = new Action.ContainerRef(one.id(), one.name());
            Action remove = new Action.RemoveContainer(carrier, true);
            if (!draft.has(subject(), remove)) {
                gone.add(
                        draft.add(
                                subject(),
                                remove,
                                Cause.of("an interrupted run has left it"),
                                List.of()));
            }
        }
        return gone;
    }

    /**
     * Discards what only containers used that are on their way out.
     *
     * @param going those containers; one of their images is at hand
     * @param wanted what the files ask for
     * @param after the steps after which the containers are gone
     */
    void discard(
            List<Observed.Container> going, Collection<Parcel> wanted, Collection<Integer> after) {
        List<Observed.Container> staying = new ArrayList<>(host.state().containers());
        staying.removeAll(going);
        SequencedSet<Parcel.Place> used = DeliveredFiles.places(staying);
        wanted.forEach(parcel -> used.add(parcel.place()));
        for (Observed.Container one : going) {
            for (Parcel.Place place : DeliveredFiles.places(List.of(one))) {
                if (used.add(place)) {
                    draft.add(
                            subject(),
                            new Action.DiscardFiles(place, one.imageId()),
                            Cause.of("nothing uses them any more"),
                            after);
                }
            }
        }
    }

    private String project() {
        return deployment.project().name();
    }

    private Draft.Subject subject() {
        return new Draft.Subject(host.name(), deployment.id(), "");
    }
}
