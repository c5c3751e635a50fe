package dev.gantry.compose.model;

/**
 * One entry of {@code depends_on}, including those that {@code links}, {@code network_mode:
 * service:x} and the like imply.
 *
 * @param restart whether the dependent restarts when what it needs is recreated
 * @param required false: a missing or failing service is told and passed over
 */
public record Dependency(String service, Readiness readiness, boolean restart, boolean required) {}
