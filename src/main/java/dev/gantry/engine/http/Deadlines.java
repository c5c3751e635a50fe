package dev.gantry.engine.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes wires whose time is up: neither a unix socket nor the stream of a process has a timeout of
 * its own. One daemon thread, started with the first deadline.
 */
final class Deadlines implements AutoCloseable {
    private final List<Watch> watched = new ArrayList<>();
    private @Nullable Thread thread;
    private long nextLook;
    private boolean closed;

    /** A wire under watch; closing ends the watch, not the wire. */
    final class Watch implements AutoCloseable {
        private final Wire wire;
        private final long nanos;
        private volatile long due;
        private volatile boolean expired;

        private Watch(Wire wire, Duration limit) {
            this.wire = wire;
            this.nanos = limit.toNanos();
            renew();
        }

        /** Grants the whole time again. */
        void renew() {
            due = System.nanoTime() + nanos;
        }

        boolean expired() {
            return expired;
        }

        @Override
        public void close() {
            synchronized (Deadlines.this) {
                watched.remove(this);
            }
        }
    }

    synchronized Watch watch(Wire wire, Duration limit) {
        Watch watch = new Watch(wire, limit);
        watched.add(watch);
        if (thread == null) {
            Thread started = new Thread(this::run, "engine-deadlines");
            started.setDaemon(true);
            thread = started;
            nextLook = watch.due;
            started.start();
        } else if (watch.due - nextLook < 0) {
            notifyAll();
        }
        return watch;
    }

    private synchronized void run() {
        try {
            while (!closed) {
                long now = System.nanoTime();
                look(now);
                wait(Math.max(1, (nextLook - now) / 1_000_000 + 1));
            }
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    private void look(long now) {
        nextLook = now + Duration.ofMinutes(1).toNanos();
        for (Watch watch : List.copyOf(watched)) {
            if (watch.due - now <= 0) {
                watched.remove(watch);
                watch.expired = true;
                watch.wire.close();
            } else if (watch.due - nextLook < 0) {
                nextLook = watch.due;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
