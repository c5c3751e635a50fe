package dev.gantry.lab;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes images in the form of {@code docker save}; a layer that several share is there once. */
final class DockerArchive {
    private static final TarWriter.Owner OWNER = TarWriter.Owner.root(0644);

    private DockerArchive() {}

    static void write(OutputStream out, List<LabImage> images) throws IOException {
        List<MapNode> manifest = new ArrayList<>();
        Set<String> written = new HashSet<>();
        try (TarWriter tar = new TarWriter(out, 0)) {
            for (LabImage image : images) {
                String config = Digest.text(image.config()) + ".json";
                tar.file(config, OWNER, image.config().getBytes(StandardCharsets.UTF_8));
                for (Layer layer : image.layers()) {
                    if (written.add(layer.digest())) {
                        write(tar, layer);
                    }
                }
                manifest.add(entry(image, config));
            }
            String json = JsonWriter.compact(Json.array(manifest));
            tar.file("manifest.json", OWNER, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(TarWriter tar, Layer layer) throws IOException {
        try (InputStream content = Files.newInputStream(layer.tar())) {
            tar.file(name(layer), OWNER, Files.size(layer.tar()), content);
        }
    }

    private static MapNode entry(LabImage image, String config) {
        return Json.object()
                .put("Config", Json.of(config))
                .put("RepoTags", Json.strings(List.of(image.reference())))
                .put(
                        "Layers",
                        Json.strings(image.layers().stream().map(DockerArchive::name).toList()))
                .build();
    }

    private static String name(Layer layer) {
        return layer.digest() + "/layer.tar";
    }
}
