package dev.gantry.engine;

import java.time.Instant;
import java.util.Optional;

/** The log of a fake container; waits at the engine's lock for more while it follows. */
final class FakeLogs implements LogStream {
    private final Object lock;
    private final FakeContainer container;
    private final boolean follow;
    private final boolean timestamps;
    private int next;
    private boolean closed;

    FakeLogs(Object lock, FakeContainer container, LogOptions options) {
        this.lock = lock;
        this.container = container;
        this.follow = options.follow();
        this.timestamps = options.timestamps();
        this.next = options.tail() < 0 ? 0 : Math.max(0, container.log.size() - options.tail());
    }

    @Override
    public Optional<Line> next() {
        synchronized (lock) {
            while (!closed) {
                if (next < container.log.size()) {
                    return Optional.of(line(next++));
                }
                if (!follow || !container.running()) {
                    return Optional.empty();
                }
                try {
                    lock.wait();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    /** One line a second, from the same moment in every container. */
    private Line line(int index) {
        Line line = container.log.get(index);
        Instant time = Instant.EPOCH.plusSeconds(index).plusNanos(1);
        return timestamps ? new Line(line.error(), time + " " + line.text()) : line;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
