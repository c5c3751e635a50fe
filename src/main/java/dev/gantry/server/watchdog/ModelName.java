package dev.gantry.server.watchdog;

import java.util.List;

/** Names of models, as services write them. */
final class ModelName {
    private static final int LONGEST = 256;
    private static final String LATEST = ":latest";

    private ModelName() {}

    /** To Ollama a name without a tag means {@code latest}: such a one with and without it. */
    static List<String> both(String name) {
        if (name.endsWith(LATEST)) {
            return List.of(name, name.substring(0, name.length() - LATEST.length()));
        }
        boolean tagged = name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
        return tagged ? List.of(name) : List.of(name, name + LATEST);
    }

    /** Whether it may stand in a list, a header or a message. */
    static boolean isFit(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST
                && name.codePoints().allMatch(Body::isPlain);
    }
}
