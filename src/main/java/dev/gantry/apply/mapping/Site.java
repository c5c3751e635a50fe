package dev.gantry.apply.mapping;

import dev.gantry.engine.EngineVersion;
import dev.gantry.fleet.Parcel;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a container's body owes to the engine that it is made at.
 *
 * @param delivered what of this machine's files was brought there, by mount point
 * @param imageId {@code sha256:…} of the service's image there
 * @param containerIds the first container of each service whose namespace or volumes are shared
 * @param seccompProfiles compact JSON by path as written in {@code security_opt}
 * @param inherited the volumes without a name that a replaced container leaves behind
 * @param replaces the id of the replaced container, or empty
 * @param ofFleet whether there is a fleet file; without one, a container is what Docker Compose
 *     would make of it, to the last label
 */
public record Site(
        EngineVersion engine,
        SequencedMap<String, Parcel> delivered,
        String imageId,
        Map<String, String> containerIds,
        Map<String, String> seccompProfiles,
        List<InheritedMount> inherited,
        String replaces,
        boolean ofFleet) {

    Site withoutInheritance() {
        return new Site(
                engine,
                delivered,
                imageId,
                containerIds,
                seccompProfiles,
                List.of(),
                replaces,
                ofFleet);
    }

    /**
     * A mount that goes over from a container to the one that takes its place.
     *
     * @param type {@code volume} or {@code bind}
     * @param source a volume's name or a path of the host
     */
    public record InheritedMount(String type, String source, String target, boolean readOnly) {}
}
