package dev.gantry.secret;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What providers need of the world besides the fleet.
 *
 * @param environment of the process
 * @param state where Gantry keeps what it knows from run to run; need not be there yet
 * @param configuration where this user's own settings of Gantry are; need not be there yet
 */
public record Surroundings(
        Map<String, String> environment, Path state, Path configuration, InstantSource clock) {

    /** A variable of the environment, or an empty text. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + state + ", " + configuration + "]";
    }
}
