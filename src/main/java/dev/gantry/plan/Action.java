package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.fleet.Parcel;
import java.time.Duration;
import java.util.List;

/**
 * One thing to do at one engine. The executor carries it out without deciding anything.
 *
 * <p>{@code project} is always the Compose project name. Where a container is meant that an earlier
 * step makes, it is named; where one is meant that is already there, it comes with its id.
 */
public sealed interface Action {

    /** Fetches an image from its registry. */
    record PullImage(String image, String platform) implements Action {}

    /**
     * Builds the image of a service from its sources.
     *
     * @param deployment {@code stack@host}
     * @param orPulled whether a registry is asked first; where it has the image, or refuses it and
     *     the host has it already, nothing is built
     */
    record BuildImage(String deployment, Service service, BuildOptions options, boolean orPulled)
            implements Action {

        public String image() {
            return service.image();
        }

        /** The same, asked for otherwise. */
        public BuildImage with(BuildOptions others) {
            return new BuildImage(deployment, service, others, orPulled);
        }
    }

    /** Sends an image to its registry. */
    record PushImage(String image) implements Action {}

    /** Takes an image's name away; one that a container still uses stays. */
    record RemoveImage(String image) implements Action {}

    /**
     * Brings a file or folder of this machine to the host, unless it is there already.
     *
     * @param image one that the host has by then: what carries files is a container that never runs
     */
    record DeliverFiles(Parcel parcel, String image) implements Action {}

    /** Empties the place of files that were delivered once, and that nothing uses any more. */
    record DiscardFiles(Parcel.Place place, String image) implements Action {}

    /** Makes a network; {@code project} is empty for one that the fleet file declares. */
    record CreateNetwork(String project, Network network) implements Action {}

    record RemoveNetwork(String id, String name) implements Action {}

    record CreateVolume(String project, Volume volume) implements Action {}

    /** Destroys data. */
    record RemoveVolume(String name) implements Action {}

    /**
     * Makes container number {@code number} of the service, without starting it. {@code deployment}
     * is {@code stack@host}.
     */
    record CreateContainer(String deployment, String name, int number, Service service)
            implements Action {}

    /**
     * Puts a new container into the place of an old one, as Docker Compose does: creates it under a
     * temporary name, stops and removes the old one, renames. Anonymous volumes are inherited. The
     * new one is not started.
     */
    record RecreateContainer(
            String deployment,
            String name,
            int number,
            Service service,
            ContainerRef old,
            Handover handover)
            implements Action {

        public RecreateContainer(
                String deployment, String name, int number, Service service, ContainerRef old) {
            this(deployment, name, number, service, old, Handover.USUAL);
        }

        public RecreateContainer with(Handover other) {
            return new RecreateContainer(deployment, name, number, service, old, other);
        }

        /** The name of the new container until the old one is gone. */
        public String successor() {
            return TemporaryName.replacing(old.id(), name).toString();
        }
    }

    /**
     * Makes the container that is to take the place of a running one, under its temporary name; the
     * old one does not notice. When nothing comes of it, it is taken away again.
     */
    record MakeSuccessor(RecreateContainer recreation) implements Action {

        /** The temporary name. */
        public String name() {
            return recreation.successor();
        }
    }

    /**
     * Puts a successor that is ready into its place: stops and removes the old container, and gives
     * the new one its name. Where the successor does not become ready, it goes, and the old one
     * stays.
     */
    record PutInPlace(RecreateContainer recreation) implements Action {}

    /**
     * How one container hands over to another.
     *
     * @param grace how long the old one may take to stop; less than zero for what it says itself
     * @param inherits whether the new one gets the volumes without a name
     */
    record Handover(Duration grace, boolean inherits) {
        public static final Handover USUAL = new Handover(Duration.ofSeconds(-1), true);
    }

    /**
     * Gives a container the name of the one that it replaces: the end of a {@link
     * RecreateContainer} that was interrupted.
     */
    record RenameContainer(ContainerRef container, String name) implements Action {}

    record StartContainer(String name) implements Action {}

    /**
     * Runs commands in a container that runs, one after the other; the first that fails ends it.
     */
    record RunHooks(String name, Hook.Moment moment, List<Hook> hooks) implements Action {}

    record StopContainer(ContainerRef container, Duration grace) implements Action {}

    /** Sends a signal to the container's first process. */
    record KillContainer(ContainerRef container, String signal) implements Action {}

    record PauseContainer(ContainerRef container) implements Action {}

    record UnpauseContainer(ContainerRef container) implements Action {}

    /**
     * Removes a container that is stopped.
     *
     * @param anonymousVolumes whether the volumes without a name go with it
     */
    record RemoveContainer(ContainerRef container, boolean anonymousVolumes) implements Action {}

    /**
     * Waits until the container is as ready as its dependents, or {@code up} itself, want it:
     * {@code STARTED} means running, {@code COMPLETED} ended with code 0.
     *
     * @param within how long that may take in all; zero for the usual time and the start period of
     *     its health check
     */
    record AwaitContainer(String name, Readiness readiness, Strictness strictness, Duration within)
            implements Action {}

    /** What a wait makes of a container that does not become ready. */
    enum Strictness {
        /** It fails; waiting for health without a health check fails, too. */
        STRICT,
        /** Like strict, but running is enough where there is no health check. */
        WHERE_CHECKED,
        /** It is told, and the wait is done all the same ({@code required: false}). */
        OPTIONAL
    }

    /** A container that is already there. */
    record ContainerRef(String id, String name) {}
}
