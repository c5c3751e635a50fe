package dev.gantry.fleet;

import dev.gantry.diag.Problem;
import java.util.List;

/**
 * What the files ask for: every deployment that the selection leaves, in the order of the fleet
 * file, stacks first, then hosts.
 *
 * @param warnings from loading
 */
public record Desired(Fleet fleet, List<Deployment> deployments, List<Problem> warnings) {}
