package dev.gantry.compose;

/**
 * What {@code docker compose config} is asked to print.
 *
 * @param format {@code --format}
 * @param hash {@code --hash}: {@code *}, or names separated by commas; empty for no hashes
 */
public record ConfigOptions(What what, Format format, String hash) {

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

    public boolean json() {
        return format == Format.JSON;
    }
}
