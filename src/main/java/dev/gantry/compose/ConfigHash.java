package dev.gantry.compose;

import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The value of the label {@code com.docker.compose.config-hash}: SHA-256 over the canonical JSON of
 * a service, network or volume. It equals Docker Compose's, so that a stack can change hands
 * without a container being recreated.
 */
public final class ConfigHash {
    /**
     * What may change without a new container: it says how to build, pull, count, order or select,
     * not what runs.
     */
    private static final List<String> LEFT_OUT =
            List.of("build", "pull_policy", "scale", "depends_on", "profiles");

    private ConfigHash() {}

    /**
     * @param service in canonical form and key order
     */
    public static String ofService(MapNode service) {
        MapNode hashed = service;
        for (String key : LEFT_OUT) {
            hashed = hashed.without(key);
        }
        Node deploy = hashed.get("deploy");
        return sha256(
                deploy instanceof MapNode map
                        ? hashed.with("deploy", map.without("replicas"))
                        : hashed);
    }

    /**
     * @param resource a network or a volume in canonical form and key order
     */
    public static String ofResource(MapNode resource) {
        return sha256(resource);
    }

    private static String sha256(MapNode node) {
        try {
            byte[] json = JsonWriter.compact(node).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
