package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/** The images of a {@link FakeEngine}, guarded by its lock. */
final class FakeImages {
    private static final Instant CREATED = Instant.parse("2025-12-01T10:00:00.123456789Z");

    /** Every build finds everything done, and gives a name. */
    private static final Instant NAMED = Instant.parse("2026-02-01T10:00:00Z");

    /** Reference, with its tag, to id. */
    private final SequencedMap<String, String> tags = new LinkedHashMap<>();

    /** The ids of those that were built here. */
    private final Set<String> built = new HashSet<>();

    private final TreeSet<String> registry = new TreeSet<>();
    private final Map<String, MapNode> configs = new LinkedHashMap<>();

    void publish(String reference) {
        registry.add(tagged(reference));
    }

    void add(String reference, MapNode config) {
        String id = "sha256:" + FakeIds.hex("image " + tagged(reference));
        tags.put(tagged(reference), id);
        configs.put(id, config);
    }

    void retag(String reference, String id) {
        tags.put(tagged(reference), id);
        configs.putIfAbsent(id, Json.object().build());
    }

    /** The id of the image, or a refusal in the engine's words. */
    String id(String reference) {
        return find(reference)
                .orElseThrow(
                        () -> new FakeScript.Refusal(404, "No such image: " + tagged(reference)));
    }

    private Optional<String> find(String reference) {
        return tags.containsValue(reference)
                ? Optional.of(reference)
                : Optional.ofNullable(tags.get(tagged(reference)));
    }

    List<String> load(byte[] archive) {
        try {
            List<String> references = FakeArchive.references(new ByteArrayInputStream(archive));
            if (references.isEmpty()) {
                throw new FakeScript.Refusal(200, "unexpected EOF");
            }
            references.forEach(reference -> add(reference, Json.object().build()));
            return references;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void pull(String reference) {
        if (!registry.contains(tagged(reference))) {
            throw new FakeScript.Refusal(404, "manifest for " + tagged(reference) + " not found");
        }
        add(reference, Json.object().build());
    }

    List<ImageSummary> list() {
        SequencedMap<String, List<String>> byId = new LinkedHashMap<>();
        tags.forEach((tag, id) -> byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(tag));
        return byId.entrySet().stream()
                .map(entry ->
                        new ImageSummary(
                                entry.getKey(),
                                entry.getValue(),
                                List.of(),
                                labels(entry.getKey()),
                                CREATED.getEpochSecond()))
                .toList();
    }

    private SequencedMap<String, String> labels(String id) {
        return Fields.of(configs.getOrDefault(id, Json.object().build())).pairs("Labels");
    }

    /** Another image with the same name each time that something else is asked for. */
    void build(List<ImageCalls.Parameter> parameters) {
        String id = "sha256:" + FakeIds.hex("build " + parameters);
        built.add(id);
        for (ImageCalls.Parameter one : parameters) {
            if (one.name().equals("t")) {
                tags.put(tagged(one.value()), id);
            }
            if (one.name().equals("labels")) {
                configs.put(
                        id,
                        Json.object()
                                .put("Labels", JsonReader.read("labels", one.value()))
                                .build());
            }
        }
    }

    void push(String reference) {
        if (!tags.containsKey(tagged(reference))) {
            throw new FakeScript.Refusal(
                    200, "An image does not exist locally with the tag: " + reference);
        }
        registry.add(tagged(reference));
    }

    String digest(String reference) {
        if (!registry.contains(tagged(reference))) {
            throw new FakeScript.Refusal(404, "manifest unknown: manifest unknown");
        }
        return "sha256:" + FakeIds.hex("manifest " + tagged(reference));
    }

    void remove(String reference) {
        tags.remove(tagged(reference), id(reference));
    }

    Optional<MapNode> inspect(String reference) {
        return find(reference).map(this::describe);
    }

    private MapNode describe(String id) {
        List<String> names =
                tags.keySet().stream().filter(tag -> id.equals(tags.get(tag))).toList();
        return Json.object()
                .put("Id", Json.of(id))
                .put("RepoTags", Json.strings(names))
                .put("RepoDigests", Json.array(List.of()))
                .put("Created", Json.of(CREATED.toString()))
                .put("Metadata", metadata(id))
                .put("Size", Json.of(133_456_789))
                .put("Os", Json.of("linux"))
                .put("Architecture", Json.of("amd64"))
                .put("Config", configs.getOrDefault(id, Json.object().build()))
                .build();
    }

    private MapNode metadata(String id) {
        String time = built.contains(id) ? NAMED.toString() : "0001-01-01T00:00:00Z";
        return Json.object().put("LastTagTime", Json.of(time)).build();
    }

    private static String tagged(String reference) {
        boolean named = reference.indexOf(':', reference.lastIndexOf('/') + 1) >= 0;
        return named || reference.contains("@") ? reference : reference + ":latest";
    }
}
