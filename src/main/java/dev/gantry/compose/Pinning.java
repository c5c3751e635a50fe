package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code --resolve-image-digests} and {@code --lock-image-digests}: images by what they are now.
 *
 * @param only whether nothing but the services' images is left
 */
public record Pinning(Digests digests, boolean only) {

    /** Whoever knows registries. */
    public interface Digests {
        /** The digest of each image, whose names are spelled out: {@code docker.io/library/a:1}. */
        Map<String, String> of(SequencedSet<String> images);
    }

    /**
     * The model with its images by their digests.
     *
     * @throws InputException with all images whose references are none
     */
    MapNode applied(MapNode model) {
        SequencedMap<String, ImageReference> references = references(model);
        SequencedSet<String> asked = new LinkedHashSet<>();
        references.values().stream()
                .filter(one -> one.digest().isEmpty())
                .forEach(one -> asked.add(one.toString()));
        Map<String, String> found = asked.isEmpty() ? Map.of() : digests.of(asked);
        MapNode services = Values.map(model, "services");
        MapNode.Builder pinned = services.toBuilder();
        services.entries()
                .forEach((name, entry) -> {
                    if (entry.value() instanceof MapNode service) {
                        pinned.put(name, pinned(service, references.get(name), found));
                    }
                });
        MapNode base = only ? MapNode.empty(model.location()) : model;
        return only || model.has("services") ? base.with("services", pinned.build()) : base;
    }

    private static SequencedMap<String, ImageReference> references(MapNode model) {
        Problems problems = new Problems();
        SequencedMap<String, ImageReference> references = new LinkedHashMap<>();
        Values.map(model, "services")
                .entries()
                .forEach((name, entry) -> {
                    Node image = entry.value() instanceof MapNode map ? map.get("image") : null;
                    if (image != null && !Values.text(image).isEmpty()) {
                        ImageReference.parse(Values.text(image))
                                .ifPresentOrElse(
                                        reference -> references.put(name, reference),
                                        () -> problems.add(noReference(image)));
                    }
                });
        problems.throwIfErrors();
        return references;
    }

    private static Problem noReference(Node image) {
        return Problem.error(
                image.location(),
                "invalid reference format: \"" + Values.text(image) + "\" names no image",
                "a name in small letters, with a tag or a digest: registry.lan:5000/team/app:1");
    }

    private MapNode pinned(
            MapNode service, @Nullable ImageReference reference, Map<String, String> found) {
        MapNode base = only ? MapNode.empty(service.location()) : service;
        if (reference == null) {
            return base;
        }
        String name = reference.toString();
        String digest = found.get(name);
        return base.with(
                "image", Values.string(digest == null ? name : reference.at(digest), service));
    }
}
