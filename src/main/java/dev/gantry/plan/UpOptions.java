package dev.gantry.plan;

import java.util.Set;

/**
 * How {@code up} is asked for.
 *
 * @param removeOrphans {@code --remove-orphans}
 * @param pulled whether this run has already fetched what its pull policy always fetches, and built
 *     what is always built: neither is done a second time. What comes of it cannot be known before;
 *     so plan and apply, and where there was such an image, observe and plan again with this set.
 * @param dependencies the rule for services that are not named
 * @param named the services that are asked for by name; empty for all
 * @param build {@code --build} and {@code --no-build}
 */
public record UpOptions(
        Recreate recreate,
        Pull pull,
        boolean removeOrphans,
        boolean pulled,
        Recreate dependencies,
        Set<String> named,
        Build build) {

    /** With the same rule for all services. */
    public UpOptions(Recreate recreate, Pull pull, boolean removeOrphans, boolean pulled) {
        this(recreate, pull, removeOrphans, pulled, recreate, Set.of(), Build.AS_NEEDED);
    }

    /** The same when what is always fetched and built has been. */
    public UpOptions havingPulled() {
        return new UpOptions(recreate, pull, removeOrphans, true, dependencies, named, build);
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

    /** Which images are built from their sources. */
    public enum Build {
        /** Those that are missing, and those whose {@code pull_policy} is {@code build}. */
        AS_NEEDED,
        /** {@code --build}: all that can be. */
        ALL,
        /** {@code --no-build}. */
        NONE
    }

    public static UpOptions defaults() {
        return new UpOptions(Recreate.DIVERGED, Pull.POLICY, false, false);
    }
}
