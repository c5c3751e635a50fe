package dev.gantry.compose;

import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of a service's configuration, equal to what {@code docker compose config --hash} prints
 * and to the label {@code com.docker.compose.config-hash}: SHA-256 over the service's compact JSON
 * without what can change and needs no new container.
 */
public final class ConfigHash {
    private static final List<String> LEFT_OUT =
            List.of("build", "pull_policy", "scale", "depends_on", "profiles");

    private ConfigHash() {}

    /**
     * @param service as {@code docker compose config --format json} prints it
     * @return 64 hexadecimal digits
     */
    public static String of(MapNode service) {
        String json = JsonWriter.compact(hashed(service));
        return HexFormat.of().formatHex(sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static MapNode hashed(MapNode service) {
        MapNode rest = service;
        for (String name : LEFT_OUT) {
            rest = rest.without(name);
        }
        return rest.get("deploy") instanceof MapNode deploy
                ? rest.with("deploy", deploy.without("replicas"))
                : rest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
