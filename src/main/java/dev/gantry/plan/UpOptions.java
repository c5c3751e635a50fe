package dev.gantry.plan;

/**
 * How {@code up} is asked for.
 *
 * @param removeOrphans {@code --remove-orphans}
 * @param pulled whether this run has already fetched what its pull policy always fetches: such
 *     images are not fetched a second time. What a fetch brings cannot be known before it; so plan
 *     and apply, and where a fetched image was there before, observe and plan again with this set.
 */
public record UpOptions(Recreate recreate, Pull pull, boolean removeOrphans, boolean pulled) {

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
