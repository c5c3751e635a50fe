package dev.gantry.engine;

/**
 * Which part of a log to read.
 *
 * @param tail number of lines from the end; negative for all
 * @param since seconds since the epoch, possibly with a fraction; empty for the start; {@code
 *     until} alike
 * @param timestamps whether each line begins with its RFC 3339 time
 */
public record LogOptions(
        boolean follow, int tail, String since, String until, boolean timestamps) {}
