package dev.gantry.server.registry;

import dev.gantry.diag.OperationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The registry as a running server sees it: looks at the store twice a second, and has the last
 * snapshot when the store does not answer. Thread-safe.
 */
public final class Registry implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final RegistryStore store;
    private final InstantSource clock;
    private final Consumer<Throwable> faults;
    private final List<Consumer<Snapshot>> listeners = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private volatile Health health = new Health.Good();

    private Registry(RegistryStore store, InstantSource clock, Consumer<Throwable> faults) {
        this.store = store;
        this.clock = clock;
        this.faults = faults;
    }

    /** Whether the snapshot is up to date. */
    public sealed interface Health {

        /** The store answers. */
        record Good() implements Health {}

        /**
         * It does not, and the snapshot is the one from before.
         *
         * @param reason in words
         */
        record Failing(Instant since, String reason) implements Health {}
    }

    /**
     * Looks once, and then from time to time on a thread of its own. With a store that does not
     * answer it begins empty.
     *
     * @param store stays the caller's, and open for as long as this is
     * @param faults told what is thrown that should not be: bugs
     */
    public static Registry start(
            RegistryStore store, InstantSource clock, Consumer<Throwable> faults) {
        Registry registry = new Registry(store, clock, faults);
        registry.refresh();
        Thread.ofPlatform().daemon().name("registry").start(registry::follow);
        return registry;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Health health() {
        return health;
    }

    /**
     * Tells the snapshot that is there, and each one that comes after it, one at a time. The
     * listener is to be quick, and not to ask for a refresh.
     */
    public synchronized void listen(Consumer<Snapshot> listener) {
        listeners.add(listener);
        tell(listener, snapshot);
    }

    /**
     * Looks at the store now: after it, what this server has changed before is in the snapshot, and
     * the listeners know. What goes wrong shows in {@link #health}.
     */
    public synchronized void refresh() {
        try {
            look();
            health = new Health.Good();
        } catch (OperationException down) {
            fails(down.getMessage());
        } catch (RuntimeException | Error bug) {
            fails("internal error (" + bug.getClass().getName() + ")");
            faults.accept(bug);
        }
    }

    private void look() {
        if (store.revision() == snapshot.revision()) {
            return;
        }
        Snapshot next = store.snapshot();
        snapshot = next;
        listeners.forEach(listener -> tell(listener, next));
    }

    private void fails(String reason) {
        Instant since =
                switch (health) {
                    case Health.Good() -> clock.instant();
                    case Health.Failing(Instant before, String _) -> before;
                };
        health = new Health.Failing(since, reason);
    }

    private void tell(Consumer<Snapshot> listener, Snapshot news) {
        try {
            listener.accept(news);
        } catch (RuntimeException | Error bug) {
            faults.accept(bug);
        }
    }

    private void follow() {
        while (!endsWithin(INTERVAL)) {
            lookAgain();
        }
    }

    private void lookAgain() {
        try {
            refresh();
        } catch (RuntimeException | Error _) {
            // Whoever is told of faults has failed as well; the next look is due all the same.
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyMayDoThat) {
            return false;
        }
    }

    /** Ends the thread, after the look that it may be in the middle of. */
    @Override
    public void close() {
        ended.countDown();
    }
}
