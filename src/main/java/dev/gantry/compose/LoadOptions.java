package dev.gantry.compose;

/**
 * What a load leaves out; the flags of {@code docker compose config} by the same names. Everything
 * is on unless said otherwise.
 *
 * @param allResources keep networks, volumes, configs and secrets that no service uses
 * @param compatibility join names with {@code _} as Compose v1 did
 */
public record LoadOptions(
        boolean interpolate,
        boolean normalize,
        boolean resolvePaths,
        boolean checkConsistency,
        EnvFilesOf envFiles,
        boolean allResources,
        boolean compatibility) {

    /** What every command but {@code config} uses. */
    public static final LoadOptions DEFAULT =
            new LoadOptions(true, true, true, true, EnvFilesOf.ALL, false, false);

    /** Whose {@code env_file} is read; that of the others stays in the model as it is. */
    public enum EnvFilesOf {
        ALL,
        /**
         * Services that are active without being named: what {@code --no-env-resolution} comes to
         * in Docker Compose 2.40.3.
         */
        ACTIVE
    }

    /** Variables stay as they are written. */
    public LoadOptions withoutInterpolation() {
        return new LoadOptions(
                false,
                normalize,
                resolvePaths,
                checkConsistency,
                envFiles,
                allResources,
                compatibility);
    }
}
