package dev.gantry.lab;

import dev.gantry.diag.CancelledException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces: that a process is gone, that a daemon listens. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Waiting() {}

    /** Whether it came true within the time. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while waiting");
            }
        }
        return true;
    }
}
