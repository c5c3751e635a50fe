package dev.gantry.server.web.ui;

/**
 * Something that happened.
 *
 * @param at RFC 3339
 * @param time the same for a person
 * @param ago how long ago, in words
 */
public record EventRow(
        String at,
        String time,
        String ago,
        Tone tone,
        String kind,
        String subject,
        String text,
        String server) {}
