package dev.gantry.models;

import dev.gantry.fleet.Model;

/**
 * How it stands with one model of one deployment.
 *
 * @param deployment {@code stack@host}
 * @param size in bytes; negative where it is not known
 * @param digest 64 hexadecimal digits; empty where it is not known
 * @param reason what is wrong, or why nobody knows; of one that is present, why nobody knows
 *     whether it is as it should be; may be empty
 */
public record ModelState(
        String deployment, Model model, State state, long size, String digest, String reason) {

    /** What can be said of a model. */
    public enum State {
        PRESENT("present"),
        MISSING("missing"),
        /** Something else has its name, or it is not what its Modelfile says. */
        WRONG("wrong"),
        /** Whoever would know did not answer. */
        UNKNOWN("unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static ModelState of(String deployment, Model model, State state, String reason) {
        return new ModelState(deployment, model, state, -1, "", reason);
    }
}
