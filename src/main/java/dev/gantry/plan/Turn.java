package dev.gantry.plan;

/** What is done to containers that are there, without making any. */
public sealed interface Turn {

    /** Those that need others after them. */
    record Start() implements Turn {}

    /** Those that need others before them. */
    record Stop() implements Turn {}

    /**
     * Stops and starts.
     *
     * @param dependents whether services that say so ({@code depends_on: {x: {restart: true}}})
     *     restart with what they need
     */
    record Restart(boolean dependents) implements Turn {}

    /**
     * Sends a signal to whatever runs, one-off runs included.
     *
     * @param orphans whether containers of services that are in no file get it too
     */
    record Kill(String signal, boolean orphans) implements Turn {}

    record Pause() implements Turn {}

    record Unpause() implements Turn {}

    /**
     * Removes containers that do not run.
     *
     * @param stop whether those that run are stopped before
     * @param volumes whether their volumes without a name go with them
     */
    record Remove(boolean stop, boolean volumes) implements Turn {}

    /** What the user typed, for the cause of a step. */
    default String verb() {
        return switch (this) {
            case Start _ -> "start";
            case Stop _ -> "stop";
            case Restart _ -> "restart";
            case Kill _ -> "kill";
            case Pause _ -> "pause";
            case Unpause _ -> "unpause";
            case Remove _ -> "rm";
        };
    }

    /** Whether dependents come before what they depend on. */
    default boolean backwards() {
        return this instanceof Stop || this instanceof Remove;
    }

    /** Whether order matters at all. */
    default boolean ordered() {
        return backwards() || this instanceof Start || this instanceof Restart;
    }
}
