package dev.gantry.engine;

/**
 * Agrees with an engine on a version of the API.
 *
 * @param engine what messages call it
 * @param doing what was about to be done
 */
record Negotiation(String engine, String doing) {
    /** The newest that this program was written for. */
    static final ApiVersion NEWEST = new ApiVersion("1.51");

    /** Docker 19.03; the oldest that current Docker clients speak too. */
    static final String OLDEST = "1.40";

    /**
     * @param theirs the newest that the engine speaks; empty where it tells none
     * @throws EngineException when there is no version that both sides speak. That an engine's
     *     oldest is too new is told by its answer to the next call
     */
    ApiVersion agree(String theirs) {
        if (!ApiVersion.wellFormed(theirs)) {
            throw refusal("what answers there is not a Docker engine", "check its address");
        }
        ApiVersion offered = new ApiVersion(theirs);
        if (!offered.atLeast(OLDEST)) {
            throw refusal(
                    "it speaks API " + theirs + ", Gantry needs " + OLDEST + " (Docker 19.03)",
                    "update Docker there");
        }
        return offered.compareTo(NEWEST) < 0 ? offered : NEWEST;
    }

    private EngineException refusal(String why, String next) {
        return new EngineException(400, "cannot " + doing + " on " + engine + ": " + why, next);
    }
}
