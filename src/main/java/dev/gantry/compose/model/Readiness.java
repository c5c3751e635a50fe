package dev.gantry.compose.model;

/** What a dependent waits for. */
public enum Readiness {
    /** Its container has been started. */
    STARTED,
    /** Its health check passes. */
    HEALTHY,
    /** It has ended with exit code 0. */
    COMPLETED
}
