package dev.gantry.plan;

import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a container's label says of the configs and secrets that were copied into it, those with
 * {@code content:} or {@code environment:}: target to the beginning of a digest, as a JSON object.
 * Docker Compose's hash does not know what is in them.
 */
public final class CopiedFiles {
    /** On a container with such files. */
    public static final String LABEL = "dev.gantry.copies";

    /** In bytes: enough to see a change, too few to confirm a guess among billions. */
    private static final int SHORT = 4;

    private CopiedFiles() {}

    /** The label's text; empty where nothing is copied. */
    public static String label(Project project, Service service) {
        SequencedMap<String, String> digests = new TreeMap<>();
        copies(project, service).forEach((target, copy) -> digests.put(target, copy.digest()));
        return digests.isEmpty() ? "" : JsonWriter.compact(Json.strings(digests));
    }

    private record Copy(String words, String digest) {}

    private static SequencedMap<String, Copy> copies(Project project, Service service) {
        SequencedMap<String, Copy> copies = new LinkedHashMap<>();
        take("config", service.configs(), project.configs(), copies);
        take("secret", service.secrets(), project.secrets(), copies);
        return copies;
    }

    private static void take(
            String kind,
            List<FileGrant> grants,
            Map<String, ProjectFile> files,
            SequencedMap<String, Copy> copies) {
        for (FileGrant grant : grants) {
            ProjectFile file = files.get(grant.source());
            if (file != null) {
                String words = kind + " " + grant.source();
                switch (file.source()) {
                    case ProjectFile.FromContent content ->
                            copies.put(grant.target(), new Copy(words, digest(content.text())));
                    case ProjectFile.FromEnvironment variable ->
                            copies.put(grant.target(), new Copy(words, digest(variable.value())));
                    case ProjectFile.FromFile _, ProjectFile.None _ -> {}
                }
            }
        }
    }

    /**
     * Why a container with these labels needs other copies; without words when it does not, or when
     * nothing is known: Docker Compose has made it.
     */
    static Cause changed(Project project, Service service, Map<String, String> labels) {
        SequencedMap<String, String> before = DeliveredFiles.pairs(labels.getOrDefault(LABEL, ""));
        List<String> words = new ArrayList<>();
        copies(project, service)
                .forEach((target, copy) -> {
                    String digest = before.getOrDefault(target, copy.digest());
                    if (!digest.equals(copy.digest())) {
                        words.add(copy.words() + " changed");
                    }
                });
        return Cause.of(String.join(", ", words));
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, SHORT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
