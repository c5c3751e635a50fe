package dev.gantry.compose.model;

import dev.gantry.doc.MapNode;

/**
 * A network of the project.
 *
 * @param key its name in the file
 * @param name its name at the engine
 * @param external not ours to make or remove
 * @param canonical as {@code docker compose config} prints it: driver, driver_opts, ipam, internal,
 *     labels …
 */
public record Network(String key, String name, boolean external, MapNode canonical) {

    /**
     * The value of the label {@code com.docker.compose.config-hash}. Worked out anew every time.
     */
    public String hash() {
        return ConfigHash.ofNetwork(canonical);
    }
}
