package dev.gantry.server.watchdog;

/**
 * From one state to the next.
 *
 * <ul>
 *   <li>To {@code down}: at the second failed probe in a row, or at the first when a second would
 *       show the same: nobody listens, a key is wanted, the model could not be loaded.
 *   <li>To {@code loading}: at once, from anywhere.
 *   <li>From {@code down} to {@code up}: at the second passed probe in a row; else at the first.
 *   <li>To {@code degraded}: instead of {@code up}, at the second probe in a row that is slow or
 *       shows something wrong, or at the third request in a row that failed. From {@code up} one
 *       such probe does not count; it is looked at again soon.
 *   <li>From {@code degraded} to {@code up}: at the first probe that shows nothing, when the last
 *       failed requests are a minute ago or one was served since.
 * </ul>
 */
public final class Health {
    static final int FAILS = 2;
    static final int PASSES = 2;
    static final int DOUBTS = 2;

    private Health() {}

    /**
     * A probe has ended.
     *
     * @param now when it ended, of {@link System#nanoTime}
     */
    public static UpstreamState after(UpstreamState before, Observation seen, long now) {
        return switch (seen) {
            case Observation.Passed passed -> passed(before, passed, now);
            case Observation.Loading loading ->
                    before.counting(0, 0, 0).turn(Condition.LOADING, loading.reason(), now);
            case Observation.Failed failed -> failed(before, failed, now);
        };
    }

    private static UpstreamState passed(UpstreamState before, Observation.Passed passed, long now) {
        Pace pace = before.pace().after(passed.latency());
        String doubt = passed.trouble().isEmpty() && pace.slow() ? pace.words() : passed.trouble();
        UpstreamState next =
                before.with(pace, passed.learned())
                        .with(before.failures().recent(now))
                        .counting(
                                before.passes() + 1, 0, doubt.isEmpty() ? 0 : before.doubts() + 1);
        if (before.condition() == Condition.DOWN && next.passes() < PASSES) {
            return next;
        }
        boolean passing = before.condition() == Condition.UP && next.doubts() < DOUBTS;
        String trouble = doubt.isEmpty() || passing ? next.failures().words() : doubt;
        return trouble.isEmpty()
                ? next.turn(Condition.UP, "is well", now)
                : next.turn(Condition.DEGRADED, trouble, now);
    }

    private static UpstreamState failed(UpstreamState before, Observation.Failed failed, long now) {
        UpstreamState next = before.counting(0, before.fails() + 1, 0);
        if (failed.certain() || next.fails() >= FAILS) {
            return next.turn(Condition.DOWN, failed.reason(), now);
        }
        return switch (before.condition()) {
            case UNKNOWN, DOWN -> next.turn(before.condition(), failed.reason(), now);
            case LOADING, UP, DEGRADED -> next;
        };
    }

    /**
     * A request of the gateway failed there.
     *
     * @param reason in words
     */
    public static UpstreamState requestFailed(UpstreamState before, String reason, long now) {
        UpstreamState next = before.with(before.failures().recent(now).and(reason, now));
        String words = next.failures().words();
        return before.condition() == Condition.UP && !words.isEmpty()
                ? next.turn(Condition.DEGRADED, words, now)
                : next;
    }

    /**
     * A request of the gateway was served there. That also speaks against one failed probe: some
     * servers answer nobody while they work.
     */
    public static UpstreamState requestServed(UpstreamState before) {
        boolean news = before.failures().count() > 0 || before.fails() > 0;
        return !news || !before.condition().open()
                ? before
                : before.with(Failures.NONE).counting(before.passes(), 0, before.doubts());
    }
}
