package dev.gantry.compose;

import java.util.Optional;

/**
 * What {@code docker compose config} is asked to print.
 *
 * @param format {@code --format}
 * @param hash {@code --hash}: {@code *}, or names separated by commas; empty for no hashes
 * @param pinning of the model's images; of no matter for lists
 */
public record ConfigOptions(What what, Format format, String hash, Optional<Pinning> pinning) {

    /** With the images as they are written. */
    public ConfigOptions(What what, Format format, String hash) {
        this(what, format, hash, Optional.empty());
    }

    /** One of the lists, or the model itself. */
    public enum What {
        MODEL,
        /** {@code --quiet}. */
        NOTHING,
        SERVICES,
        VOLUMES,
        NETWORKS,
        MODELS,
        HASH,
        PROFILES,
        IMAGES,
        VARIABLES,
        ENVIRONMENT
    }

    /** How the model is written. */
    public enum Format {
        /** YAML for the model, a table for variables. */
        USUAL,
        YAML,
        JSON
    }

    public ConfigOptions with(Pinning images) {
        return new ConfigOptions(what, format, hash, Optional.of(images));
    }

    public boolean json() {
        return format == Format.JSON;
    }
}
