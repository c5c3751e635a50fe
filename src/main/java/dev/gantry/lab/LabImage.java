package dev.gantry.lab;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A built image.
 *
 * @param reference such as {@code lab/postgres:1}
 * @param config the image's configuration, the JSON whose digest is its id
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image
 *     configuration</a>
 */
public record LabImage(String reference, String config, List<Layer> layers) {
    private static final String EPOCH = "1970-01-01T00:00:00Z";
    private static final String PATH =
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * The image of a recipe. Tags differ in one label, and so in id, and in what the recipe tells
     * them; they share every layer.
     */
    static LabImage of(ImageRecipe recipe, String tag, List<Layer> layers) {
        List<String> environment = new ArrayList<>(List.of(PATH));
        environment.addAll(recipe.environment());
        environment.addAll(recipe.tags().getOrDefault(tag, List.of()));
        MapNode config =
                recipe.config()
                        .with("Env", Json.strings(environment))
                        .with("Labels", Json.object().put("lab.revision", Json.of(tag)).build());
        List<MapNode> history = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (Layer layer : layers) {
            digests.add("sha256:" + layer.digest());
            history.add(Json.object().put("created", Json.of(EPOCH)).build());
        }
        MapNode whole =
                Json.object()
                        .put("architecture", Json.of("amd64"))
                        .put("config", config)
                        .put("created", Json.of(EPOCH))
                        .put("history", Json.array(history))
                        .put("os", Json.of("linux"))
                        .put(
                                "rootfs",
                                Json.object()
                                        .put("diff_ids", Json.strings(digests))
                                        .put("type", Json.of("layers"))
                                        .build())
                        .build();
        return new LabImage(
                "lab/" + recipe.name() + ":" + tag, JsonWriter.compact(whole), List.copyOf(layers));
    }

    /** {@code sha256:…}, as an engine reports it. */
    public String id() {
        return "sha256:" + Digest.text(config);
    }
}
