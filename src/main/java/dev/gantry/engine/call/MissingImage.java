package dev.gantry.engine.call;

/** What to do about an image that an engine does not have. */
final class MissingImage {
    private MissingImage() {}

    static String next(String image) {
        return "pull it there (docker pull " + image + "), or " + carry(image);
    }

    /** For engines that reach no registry. */
    static String carry(String image) {
        return "carry it there from a machine that has it: docker save "
                + image
                + " | docker -H <engine> load";
    }
}
