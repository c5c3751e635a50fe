package dev.gantry.server.registry;

import java.time.Instant;

/**
 * Something that happened, in words.
 *
 * @param id rises with time; 0 for one that the store has not seen
 * @param server which server says so
 * @param kind such as {@code node.added}, {@code upstream.down}, {@code key.disabled}
 * @param subject the node, {@code node/service} or key that it is about
 * @param text one line for a person
 */
public record RegistryEvent(
        long id, Instant at, String server, String kind, String subject, String text) {}
