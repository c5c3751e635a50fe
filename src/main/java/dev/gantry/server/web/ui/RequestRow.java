package dev.gantry.server.web.ui;

/**
 * A request that is under way, or over.
 *
 * @param state as in {@code answering}, or its HTTP status and what went wrong
 * @param first how long it took to the first byte, in words; empty: none yet
 * @param time how long it takes, or took, in words
 * @param tokens of the answer; 0 when it is not known
 */
public record RequestRow(
        String id,
        String path,
        String model,
        String key,
        String lane,
        String upstream,
        Tone tone,
        String state,
        String first,
        String time,
        long tokens) {}
