package dev.gantry.engine;

/**
 * One line of the progress of a pull or a push.
 *
 * @param layer the short id, or empty for the image as a whole
 * @param current bytes so far; 0 when the line has none, as {@code total}
 */
public record PullProgress(String layer, String words, long current, long total) {}
