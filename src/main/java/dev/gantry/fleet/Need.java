package dev.gantry.fleet;

import dev.gantry.compose.model.Readiness;
import dev.gantry.diag.Location;

/**
 * What must be ready, on whatever host, before a stack's first container starts.
 *
 * @param service empty: every service of the stack
 * @param readiness for a whole stack: {@code HEALTHY} means healthy where there is a check, started
 *     where there is none
 */
public record Need(String stack, String service, Readiness readiness, Location location) {}
