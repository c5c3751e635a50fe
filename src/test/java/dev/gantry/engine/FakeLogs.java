package dev.gantry.engine;

import java.util.Optional;

/** The log of a fake container; waits at the engine's lock for more while it follows. */
final class FakeLogs implements LogStream {
    private final Object lock;
    private final FakeContainer container;
    private final boolean follow;
    private int next;
    private boolean closed;

    FakeLogs(Object lock, FakeContainer container, LogOptions options) {
        this.lock = lock;
        this.container = container;
        this.follow = options.follow();
        this.next = options.tail() < 0 ? 0 : Math.max(0, container.log.size() - options.tail());
    }

    @Override
    public Optional<Line> next() {
        synchronized (lock) {
            while (!closed) {
                if (next < container.log.size()) {
                    return Optional.of(container.log.get(next++));
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

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
