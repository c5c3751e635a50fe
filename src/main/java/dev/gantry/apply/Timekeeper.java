package dev.gantry.apply;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time, and alarms. Thread-safe. */
public interface Timekeeper extends AutoCloseable {

    /** Nanoseconds since some moment; only differences mean something. */
    long nanos();

    /** Seconds since the epoch, for files. */
    long epochSeconds();

    /** Runs something short once, later, in a thread of its own. */
    Alarm after(Duration delay, Runnable work);

    /** Drops every alarm. */
    @Override
    void close();

    /** An alarm that may be called off. */
    interface Alarm {
        void cancel();
    }

    /** The machine's own. Starts its one thread with the first alarm. */
    static Timekeeper system() {
        ScheduledThreadPoolExecutor alarms =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("alarms").factory());
        alarms.setRemoveOnCancelPolicy(true);
        return new Timekeeper() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public long epochSeconds() {
                return System.currentTimeMillis() / 1000;
            }

            @Override
            public Alarm after(Duration delay, Runnable work) {
                ScheduledFuture<?> alarm =
                        alarms.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> alarm.cancel(false);
            }

            @Override
            public void close() {
                alarms.shutdownNow();
            }
        };
    }
}
