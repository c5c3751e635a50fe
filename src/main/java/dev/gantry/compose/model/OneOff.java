package dev.gantry.compose.model;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.util.Optional;

/**
 * What tells the container of one {@code run} from the service's own containers. It travels in the
 * service's canonical tree, as an extension.
 *
 * @param slug what names it, in hexadecimal digits
 * @param aliases whether it answers to the service's names in its networks
 * @param removed whether the engine removes it when it has ended
 */
public record OneOff(String slug, boolean aliases, boolean removed) {
    private static final String EXTENSION = "x-gantry-run";

    /** Empty for a service as the files have it. */
    public static Optional<OneOff> of(Service service) {
        Fields run = Fields.of(service.canonical()).map(EXTENSION);
        return run.has("slug")
                ? Optional.of(
                        new OneOff(run.text("slug"), run.flag("aliases"), run.flag("removed")))
                : Optional.empty();
    }

    public MapNode mark(MapNode service) {
        return service.with(
                EXTENSION,
                Json.object()
                        .put("slug", Json.of(slug))
                        .put("aliases", Json.of(aliases))
                        .put("removed", Json.of(removed))
                        .build());
    }
}
