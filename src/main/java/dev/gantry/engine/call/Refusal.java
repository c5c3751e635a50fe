package dev.gantry.engine.call;

import dev.gantry.engine.Endpoint;

/**
 * An engine said no.
 *
 * @param status of the answer; 200 when the failure came inside it
 * @param words the engine's own, in one line
 * @param engine where it is
 */
public record Refusal(int status, String words, Endpoint engine) {

    /** Whether the engine speaks no version of the API any more that this program speaks. */
    public boolean wantsNewerClient() {
        return words.startsWith("client version") && words.contains("is too old");
    }
}
