package dev.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.Registry.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveRegistryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private volatile Instant now = NOON;
    private final Registry registry = Registry.start(store, () -> now, faults::add);

    @AfterEach
    void close() {
        registry.close();
    }

    private static OperationException down(String why) {
        return new OperationException(why, "");
    }

    @Test
    void beginsWithWhatIsThere() {
        store.put(Nodes.small("a"));
        try (Registry another = Registry.start(store, () -> now, faults::add)) {
            assertThat(another.snapshot()).isEqualTo(store.snapshot());
            assertThat(another.health()).isEqualTo(new Health.Good());
        }
    }

    @Test
    void aRefreshShowsOnesOwnChanges() {
        store.put(Nodes.small("a"));
        registry.refresh();
        assertThat(registry.snapshot().nodes()).containsExactly(Nodes.small("a"));
    }

    @Test
    void listenersAreToldWhatIsThereAndWhatIsNew() {
        store.put(Nodes.small("a"));
        registry.refresh();
        List<Long> told = new ArrayList<>();
        registry.listen(one -> told.add(one.revision()));
        registry.refresh();
        store.put(Nodes.small("b"));
        registry.refresh();
        registry.refresh();
        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void theChangesOfOthersComeByThemselves() throws InterruptedException {
        BlockingQueue<Snapshot> told = new LinkedBlockingQueue<>();
        registry.listen(told::add);
        assertThat(told.take().nodes()).isEmpty();
        store.put(Nodes.small("a"));
        Snapshot next = told.poll(1, TimeUnit.MINUTES);
        assertThat(next).isEqualTo(store.snapshot());
        assertThat(registry.snapshot()).isEqualTo(next);
    }

    @Test
    void aStoreThatFailsLeavesWhatWasKnown() {
        store.put(Nodes.small("a"));
        registry.refresh();
        store.fail(down("gone"));
        registry.refresh();
        now = NOON.plusSeconds(7);
        store.fail(down("still gone"));
        registry.refresh();
        assertThat(registry.snapshot().nodes()).containsExactly(Nodes.small("a"));
        assertThat(registry.health()).isEqualTo(new Health.Failing(NOON, "still gone"));
        assertThat(faults).isEmpty();
    }

    @Test
    void healsByItself() throws InterruptedException {
        BlockingQueue<Snapshot> told = new LinkedBlockingQueue<>();
        store.fail(new IllegalStateException("a bug"));
        registry.refresh();
        assertThat(registry.health())
                .isEqualTo(
                        new Health.Failing(
                                NOON, "internal error (java.lang.IllegalStateException)"));
        registry.listen(told::add);
        assertThat(told.take().nodes()).isEmpty();
        store.heal();
        store.put(Nodes.small("a"));
        assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo(store.snapshot());
        registry.refresh();
        assertThat(registry.health()).isEqualTo(new Health.Good());
    }

    @Test
    void beginsEmptyWhenTheStoreFails() {
        store.fail(down("gone"));
        try (Registry another = Registry.start(store, () -> now, faults::add)) {
            assertThat(another.snapshot()).isEqualTo(Snapshot.EMPTY);
            assertThat(another.health()).isEqualTo(new Health.Failing(NOON, "gone"));
            store.heal();
            another.refresh();
            assertThat(another.health()).isEqualTo(new Health.Good());
        }
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromHearing() {
        List<Long> told = new ArrayList<>();
        registry.listen(_ -> {
            throw new IllegalStateException("a bug");
        });
        registry.listen(one -> told.add(one.revision()));
        store.put(Nodes.small("a"));
        registry.refresh();
        assertThat(told).containsExactly(0L, 1L);
        assertThat(faults).hasSize(2);
        assertThat(registry.health()).isEqualTo(new Health.Good());
    }

    /** Not even one in whoever is told of exceptions. */
    @Test
    void noExceptionEndsTheThread() throws InterruptedException {
        BlockingQueue<Throwable> heard = new LinkedBlockingQueue<>();
        MemoryStore broken = new MemoryStore();
        try (Registry another =
                Registry.start(
                        broken,
                        () -> now,
                        fault -> {
                            heard.add(fault);
                            throw new IllegalStateException("a bug in the ear");
                        })) {
            broken.fail(new IllegalStateException("a bug"));
            assertThat(heard.poll(1, TimeUnit.MINUTES)).hasMessage("a bug");
            assertThat(heard.poll(1, TimeUnit.MINUTES)).hasMessage("a bug");
            assertThat(another.health()).isInstanceOf(Health.Failing.class);
        }
    }
}
