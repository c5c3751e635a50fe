package dev.gantry.compose.model;

/**
 * A config or a secret given to a service.
 *
 * @param source its key in the project
 * @param target the absolute path in the container
 * @param uid numeric or empty; {@code gid} alike
 * @param mode permission bits
 */
public record FileGrant(String source, String target, String uid, String gid, int mode) {}
