package dev.gantry.lab;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the lab keeps its things. Everything but {@link #labs} is a cache that any lab may share
 * and anybody may delete while no lab is up.
 *
 * @param root absolute
 */
public record LabFolders(Path root) {

    /** {@code $XDG_CACHE_HOME/gantry/lab}, or {@code ~/.cache/gantry/lab}. */
    public static LabFolders of(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                cache.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "/root"), ".cache")
                        : Path.of(cache);
        return new LabFolders(base.toAbsolutePath().resolve("gantry/lab"));
    }

    /** One private apt root per Debian suite. */
    Path apt() {
        return root.resolve("apt");
    }

    /** Root file systems of machines, one per engine version. */
    Path trees() {
        return root.resolve("trees");
    }

    /** Layers and configurations of built images. */
    Path images() {
        return root.resolve("images");
    }

    /** Image stores of an engine that has the images loaded, shared by hard links. */
    Path stores() {
        return root.resolve("stores");
    }

    /** Unpacked packages while images are built. */
    Path scratch() {
        return root.resolve("scratch");
    }

    /** The state of each lab: its network, keys and machines. */
    Path labs() {
        return root.resolve("labs");
    }

    Path lockFile() {
        return root.resolve("lock");
    }
}
