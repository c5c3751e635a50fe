package dev.gantry.smoke;

/**
 * One container of a deployment, or the lack of one.
 *
 * @param container its name; empty where there is none
 * @param state in the engine's words, such as {@code running}; {@code missing} where there is none
 * @param health in the engine's words; empty without a health check
 * @param image as it was given at creation
 * @param imageId what the image was then: {@code sha256:…}
 * @param digest by which its registry knows it, {@code NAME@sha256:…}; empty for one without
 * @param fault what is wrong with it; empty where nothing is
 */
public record ServiceState(
        String deployment,
        String service,
        String container,
        String state,
        String health,
        String image,
        String imageId,
        String digest,
        String fault) {}
