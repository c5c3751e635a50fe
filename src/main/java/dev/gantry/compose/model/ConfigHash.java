package dev.gantry.compose.model;

import dev.gantry.doc.Json;
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
     * Over what runs.
     *
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
     * Over the whole network.
     *
     * @param network in canonical form and key order
     */
    public static String ofNetwork(MapNode network) {
        return sha256(network);
    }

    /**
     * Docker Compose hashes a volume without a driver as if {@code local} stood there. With another
     * hash it would offer to make the volume anew, and to lose its data.
     *
     * @param volume in canonical form and key order
     */
    public static String ofVolume(MapNode volume) {
        if (volume.has("driver")) {
            return sha256(volume);
        }
        MapNode.Builder hashed = MapNode.builder(volume.location());
        volume.find("name").ifPresent(name -> hashed.put("name", name));
        hashed.put("driver", Json.of("local"));
        volume.without("name").entries().forEach((key, entry) -> hashed.put(key, entry.value()));
        return sha256(hashed.build());
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
