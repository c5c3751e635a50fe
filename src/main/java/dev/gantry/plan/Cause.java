package dev.gantry.plan;

import java.util.List;

/**
 * Why a step is in the plan.
 *
 * @param words one line: {@code not there yet}, {@code image changed}, {@code needed by llm/chat} …
 * @param changes the fields that differ, where the cause is a change
 */
public record Cause(String words, List<Change> changes) {

    public static Cause of(String words) {
        return new Cause(words, List.of());
    }

    /** The same, and more words. */
    Cause and(String more) {
        return new Cause(words + "; " + more, changes);
    }

    /**
     * One field that differs.
     *
     * @param field as in the Compose file: {@code image}, {@code environment.TZ}, {@code ports}
     * @param from what the engine has, empty when nothing; values of the environment are never
     *     shown
     */
    public record Change(String field, String from, String to) {}
}
