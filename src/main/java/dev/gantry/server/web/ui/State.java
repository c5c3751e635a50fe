package dev.gantry.server.web.ui;

/**
 * How something is.
 *
 * @param word one, as in {@code down}
 * @param reason in words; may be empty
 * @param age for how long it has been so, in words
 */
public record State(Tone tone, String word, String reason, String age) {}
