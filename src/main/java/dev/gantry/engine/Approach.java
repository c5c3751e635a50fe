package dev.gantry.engine;

import java.util.List;

/**
 * How far one gets on the way to an engine, tried just now.
 *
 * @param hops the machines on the way as they are written, in order, the engine's own last
 * @param steps what was passed, in order
 * @param stop why it went no further
 */
public record Approach(List<String> hops, List<Step> steps, Stop stop) {

    /** Nothing was tried, and nothing is in the way. */
    public static final Approach NONE = new Approach(List.of(), List.of(), Stop.NOWHERE);

    /** What one does on the way. */
    public enum Kind {
        NAME("name"),
        CONNECT("connect"),
        LOGIN("log-in");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * One thing that went well.
     *
     * @param millis how long it took; behind another hop, logging in has the connecting in it
     */
    public record Step(String hop, Kind kind, long millis) {}

    /**
     * Where the way ends.
     *
     * @param reason empty where it leads to the engine
     * @param next what gets the user further; may be empty
     */
    public record Stop(String hop, String reason, String next) {
        public static final Stop NOWHERE = new Stop("", "", "");
    }

    /** Whether the engine's socket was reached. */
    public boolean passed() {
        return stop.reason().isEmpty();
    }
}
