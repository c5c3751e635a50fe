package dev.gantry.plan;

import java.util.List;

/**
 * The spellings of an image reference.
 *
 * @see <a href="https://github.com/distribution/reference">distribution/reference</a>
 */
final class ImageName {
    private static final List<String> HUB = List.of("docker.io/", "index.docker.io/");

    private ImageName() {}

    /**
     * The reference as written, and as an engine lists it: without Docker Hub's name and {@code
     * library/}, with {@code :latest} where there is neither tag nor digest, without the tag where
     * there is a digest.
     */
    static List<String> spellings(String reference) {
        String name = reference;
        for (String hub : HUB) {
            if (name.startsWith(hub)) {
                name = name.substring(hub.length());
            }
        }
        if (name.startsWith("library/")) {
            name = name.substring("library/".length());
        }
        return List.of(reference, withTagOrDigest(name));
    }

    private static String withTagOrDigest(String name) {
        int digest = name.indexOf('@');
        String bare = digest < 0 ? name : name.substring(0, digest);
        int colon = bare.lastIndexOf(':');
        boolean tagged = colon > bare.lastIndexOf('/');
        if (digest >= 0) {
            return (tagged ? bare.substring(0, colon) : bare) + name.substring(digest);
        }
        return tagged ? name : name + ":latest";
    }
}
