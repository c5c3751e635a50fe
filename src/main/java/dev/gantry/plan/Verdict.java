package dev.gantry.plan;

import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import java.util.List;

/** What planning decides about one thing before it puts the steps in order. */
sealed interface Verdict {

    /** What becomes of something that is there. */
    enum Fate {
        KEEP,
        START,
        /** Stopped and started because of what it depends on. */
        RESTART,
        RECREATE,
        /** Recreated, and kept until the new one is ready. */
        SUCCEED,
        /** Gets the name that it was to have. */
        RENAME,
        /** Goes before anything else: half of what an interrupted run was making. */
        CLEAR,
        REMOVE
    }

    record OfContainer(Observed.Container container, Fate fate, Cause cause) implements Verdict {

        /** Whether the container will be gone. */
        boolean goes() {
            return switch (fate) {
                case RECREATE, SUCCEED, CLEAR, REMOVE -> true;
                case KEEP, START, RESTART, RENAME -> false;
            };
        }

        /** Whether another one takes its place. */
        boolean isRecreated() {
            return fate == Fate.RECREATE || fate == Fate.SUCCEED;
        }

        String finalName() {
            return fate == Fate.RENAME ? TemporaryName.of(container).name() : container.name();
        }
    }

    /**
     * What becomes of a service.
     *
     * @param missing the numbers of the containers to make
     * @param missingCause why they are to be made
     */
    record OfService(
            Service service,
            List<OfContainer> containers,
            List<Integer> missing,
            Cause missingCause)
            implements Verdict {

        boolean makesContainers() {
            return !missing.isEmpty() || recreates();
        }

        boolean recreates() {
            return containers.stream().anyMatch(OfContainer::isRecreated);
        }

        /** The container that others share namespaces with: the first by name. Empty if none. */
        String firstId() {
            return containers.stream()
                    .filter(one -> one.fate() != Fate.CLEAR)
                    .min((a, b) -> a.finalName().compareTo(b.finalName()))
                    .map(one -> one.container().id())
                    .orElse("");
        }
    }

    /**
     * What becomes of a network.
     *
     * @param project empty for a network that another one makes: the fleet file's, a needed stack's
     * @param id at the engine; empty where it is to be made
     * @param replaces the id of the network that has to go first, or empty
     */
    record OfNetwork(String project, Network network, String id, String replaces)
            implements Verdict {

        boolean makes() {
            return id.isEmpty();
        }
    }

    record OfVolume(Volume volume, boolean makes) implements Verdict {}
}
