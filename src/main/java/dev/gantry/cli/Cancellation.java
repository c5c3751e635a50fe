package dev.gantry.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish to stop, told to whoever is at work. The one mutable thing that a run shares
 * between threads.
 */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean cancelled;
    private Duration patience = Duration.ofSeconds(20);

    /** Tells every listener, once. */
    public void cancel() {
        List<Runnable> told;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Lets time pass, until cancelled at most. */
    public void pause(Duration time) {
        CountDownLatch told = new CountDownLatch(1);
        try (var _ = onCancel(told::countDown)) {
            boolean _ = told.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** How long the work may take, once it is to end, to come to a clean end and to say so. */
    public synchronized Duration patience() {
        return patience;
    }

    public synchronized void patience(Duration time) {
        patience = time;
    }

    /**
     * Runs {@code listener} on cancellation, at once when that has been already. Closing the
     * registration ends it.
     */
    public Registration onCancel(Runnable listener) {
        boolean late;
        synchronized (this) {
            late = cancelled;
            listeners.add(listener);
        }
        if (late) {
            listener.run();
        }
        return () -> remove(listener);
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** The end of listening. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
