package dev.gantry.engine.call;

import dev.gantry.engine.Endpoint;

/** What to do about an image that an engine does not have. */
final class MissingImage {
    private MissingImage() {}

    static String next(String image, Endpoint engine) {
        String docker = engine.equals(Endpoint.usual()) ? "docker" : "docker -H " + engine;
        return "pull it there (" + docker + " pull " + image + "), or " + carry(image, engine);
    }

    /** For engines that reach no registry. */
    static String carry(String image, Endpoint engine) {
        String from = "carry it there from a machine that has it: docker save " + image;
        return switch (engine) {
            case Endpoint.Local local -> {
                String docker = local.equals(Endpoint.usual()) ? "docker" : "docker -H " + local;
                yield from + " -o image.tar there, " + docker + " load -i image.tar here";
            }
            case Endpoint.Tcp tcp -> from + " | docker -H " + tcp + " load";
            case Endpoint.Ssh ssh -> from + " | docker -H " + ssh + " load";
        };
    }
}
