package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.fleet.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The steps of {@code push}: every image that is built and has a name of its own goes to its
 * registry once, from the first host that has it.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/push.go">push.go</a>
 */
final class PushGraph {
    private final Set<String> services;

    /** Image to the step that sends it. */
    private final SequencedMap<String, Sending> sendings = new LinkedHashMap<>();

    private record Sending(Draft.Subject from, boolean there) {}

    /**
     * @param services only these; empty for all
     */
    PushGraph(Set<String> services) {
        this.services = services;
    }

    /** The tags of the section come with the name. */
    static List<String> names(Service service) {
        List<String> names = new ArrayList<>(List.of(service.image()));
        names.addAll(Fields.of(service.canonical()).map("build").texts("tags"));
        return names;
    }

    void add(Deployment deployment, HostView host) {
        for (Service service : deployment.project().services().values()) {
            boolean chosen = services.isEmpty() || services.contains(service.name());
            if (chosen && service.built() && service.canonical().has("image")) {
                names(service).forEach(image -> add(deployment, host, service, image));
            }
        }
    }

    private void add(Deployment deployment, HostView host, Service service, String image) {
        Sending here =
                new Sending(
                        new Draft.Subject(host.name(), deployment.id(), service.name()),
                        !host.imageId(image).isEmpty());
        sendings.merge(image, here, (one, other) -> one.there() || !other.there() ? one : other);
    }

    /** Where no host has the image, the first one's engine says so. */
    List<Step> steps() {
        Draft draft = new Draft();
        sendings.forEach((image, sending) ->
                draft.add(
                        sending.from(),
                        new Action.PushImage(image),
                        Cause.of("asked for with push"),
                        List.of()));
        return draft.steps();
    }
}
