package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapKeeperTest {
    private static final long MEGA = 1L << 20;

    private final AtomicLong used = new AtomicLong(10 * MEGA);
    private final AtomicLong alive = new AtomicLong(10 * MEGA);
    private final AtomicInteger collections = new AtomicInteger();
    private final HeapKeeper keeper = new HeapKeeper(used::get, this::collect);

    private void collect() {
        collections.incrementAndGet();
        used.set(alive.get());
    }

    private void grow(long megabytes) {
        used.addAndGet(megabytes * MEGA);
        keeper.tick();
    }

    @Test
    void aSmallHeapIsLeftAlone() {
        grow(22);
        assertThat(collections).hasValue(0);
        grow(1);
        assertThat(collections).hasValue(1);
        assertThat(used).hasValue(10 * MEGA);
    }

    @Test
    void theMoreIsAliveTheLessOftenItLooks() {
        alive.set(40 * MEGA);
        grow(30);
        assertThat(collections).hasValue(1);
        grow(20);
        assertThat(collections).hasValue(1);
        grow(1);
        assertThat(collections).hasValue(2);
    }

    /** What was much and is gone counts no longer. */
    @Test
    void afterACrowdItIsStrictAgain() {
        alive.set(200 * MEGA);
        grow(200);
        grow(50);
        assertThat(collections).hasValue(1);
        alive.set(10 * MEGA);
        grow(51);
        assertThat(collections).hasValue(2);
        grow(23);
        assertThat(collections).hasValue(3);
    }

    /** Otherwise it would stop the program every second. */
    @Test
    void itDoesNotLookAgainForWhatIsAlive() {
        alive.set(500 * MEGA);
        used.set(500 * MEGA);
        keeper.tick();
        keeper.tick();
        keeper.tick();
        assertThat(collections).hasValue(1);
    }
}
