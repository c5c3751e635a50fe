package dev.gantry.server.dispatch;

/**
 * What a request asks of an upstream.
 *
 * @param capability what kind of work it is, such as {@code chat}
 * @param model empty: any model of that capability will do
 * @param lane the name of one
 * @param key whose request it is; requests of one lane take turns by it
 * @param prefix tells requests that begin alike, so that they find the cache of the one before;
 *     empty: nothing is known
 * @param repeatable whether it can be sent again after it was cut off before its answer
 */
public record Demand(
        String capability,
        String model,
        String lane,
        String key,
        String prefix,
        boolean repeatable) {}
