package dev.gantry.plan;

/**
 * How {@code pull} is asked for.
 *
 * @param policy when to fetch, for all services; {@code POLICY} leaves it to each of them
 * @param ignoreBuildable whether services that can be built are left out
 */
public record PullOptions(UpOptions.Pull policy, boolean ignoreBuildable) {}
