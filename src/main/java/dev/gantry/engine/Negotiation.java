package dev.gantry.engine;

import dev.gantry.doc.Fields;

/**
 * Agrees with an engine on a version of the API.
 *
 * @param engine what messages call it
 * @param doing what was about to be done
 */
record Negotiation(String engine, String doing) {
    /** The newest that this program was written for. */
    static final String NEWEST = "1.51";

    /** Docker 19.03; the oldest that current Docker clients speak too. */
    static final String OLDEST = "1.40";

    /**
     * @param version the answer of {@code GET /version}
     * @throws EngineException when there is no version that both sides speak
     */
    EngineVersion agree(Fields version) {
        String theirs = version.text("ApiVersion");
        String least = version.text("MinAPIVersion");
        if (!wellFormed(theirs)) {
            throw refusal("what answers there is not a Docker engine", "check its address");
        }
        if (EngineVersion.compare(theirs, OLDEST) < 0) {
            throw refusal(
                    "it speaks API " + theirs + ", Gantry needs " + OLDEST + " (Docker 19.03)",
                    "update Docker there");
        }
        if (wellFormed(least) && EngineVersion.compare(least, NEWEST) > 0) {
            throw refusal(
                    "it wants API " + least + " or newer, Gantry speaks up to " + NEWEST,
                    "update Gantry, or lower min-api-version in the engine's daemon.json");
        }
        String agreed = EngineVersion.compare(theirs, NEWEST) < 0 ? theirs : NEWEST;
        return new EngineVersion(
                agreed, version.text("Version"), version.text("Os"), version.text("Arch"));
    }

    private EngineException refusal(String why, String next) {
        return new EngineException(400, "cannot " + doing + " on " + engine + ": " + why, next);
    }

    /** Two numbers with a dot between them. */
    private static boolean wellFormed(String version) {
        int dot = version.indexOf('.');
        return dot > 0
                && version.length() <= 8
                && numeric(version, 0, dot)
                && numeric(version, dot + 1, version.length());
    }

    private static boolean numeric(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
