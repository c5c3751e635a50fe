package dev.gantry.apply;

import java.time.Duration;
import java.util.Set;

/** Time that stands still: an alarm either goes off as soon as it is set, or never. */
final class ManualTime implements Timekeeper {
    private final Set<Duration> atOnce;

    /**
     * @param atOnce the delays of the alarms that go off
     */
    ManualTime(Duration... atOnce) {
        this.atOnce = Set.of(atOnce);
    }

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public long epochSeconds() {
        return 1_700_000_000;
    }

    @Override
    public Alarm after(Duration delay, Runnable work) {
        if (atOnce.contains(delay)) {
            work.run();
        }
        return () -> {};
    }

    @Override
    public void close() {}
}
