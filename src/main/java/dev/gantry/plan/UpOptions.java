package dev.gantry.plan;

import java.util.Set;

/**
 * How {@code up} is asked for.
 *
 * @param removeOrphans {@code --remove-orphans}
 * @param pulled whether this run has already fetched what its pull policy always fetches: such
 *     images are not fetched a second time. What a fetch brings cannot be known before it; so plan
 *     and apply, and where a fetched image was there before, observe and plan again with this set.
 * @param dependencies the rule for services that are not named
 * @param named the services that are asked for by name; empty for all
 */
public record UpOptions(
        Recreate recreate,
        Pull pull,
        boolean removeOrphans,
        boolean pulled,
        Recreate dependencies,
        Set<String> named) {

    /** With the same rule for all services. */
    public UpOptions(Recreate recreate, Pull pull, boolean removeOrphans, boolean pulled) {
        this(recreate, pull, removeOrphans, pulled, recreate, Set.of());
    }

    /** The rule for the containers of a service. */
    Recreate recreate(String service) {
        return named.isEmpty() || named.contains(service) ? recreate : dependencies;
    }

    /** The words of the command line for making it anew in any case. */
    String forced(String service) {
        return named.isEmpty() || named.contains(service)
                ? "--force-recreate"
                : "--always-recreate-deps";
    }

    /** Which containers are made anew. */
    public enum Recreate {
        /** Those that differ from what the files ask for. */
        DIVERGED,
        /** {@code --force-recreate}. */
        ALL,
        /** {@code --no-recreate}. */
        NONE
    }

    /** {@code --pull}. */
    public enum Pull {
        /** Each service's own {@code pull_policy}. */
        POLICY,
        ALWAYS,
        MISSING,
        NEVER
    }

    public static UpOptions defaults() {
        return new UpOptions(Recreate.DIVERGED, Pull.POLICY, false, false);
    }
}
