package dev.gantry.engine;

import java.util.List;

/**
 * Which events to tell.
 *
 * @param filters {@code key=value}, the keys as in the API: {@code type}, {@code event}, {@code
 *     container}, {@code label} …
 * @param since seconds since the epoch, possibly with a fraction; empty for now; {@code until}
 *     alike, empty for ever
 */
public record EventOptions(List<String> filters, String since, String until) {}
