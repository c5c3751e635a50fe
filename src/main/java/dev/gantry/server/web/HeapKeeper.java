package dev.gantry.server.web;

import java.util.function.LongSupplier;

/**
 * Keeps memory near what is in use. Left alone, the serial collector lets its old generation grow
 * to a quarter of the machine before it looks for garbage there. Here it looks when the heap has
 * become half as large again as what was alive the last time: as often as it pays, however many
 * streams there are.
 */
final class HeapKeeper {
    /** Below this there is nothing to gain, in bytes. */
    static final long FLOOR = 32L << 20;

    private final LongSupplier used;
    private final Runnable collect;
    private long limit;

    /**
     * @param used bytes of the heap that are not free, garbage included
     * @param collect looks for garbage in all of the heap
     */
    HeapKeeper(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
        limit = limit();
    }

    static HeapKeeper ofThisProcess() {
        Runtime runtime = Runtime.getRuntime();
        return new HeapKeeper(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
    }

    /** Every second or so. */
    void tick() {
        if (used.getAsLong() > limit) {
            collect.run();
            limit = limit();
        }
    }

    private long limit() {
        return Math.max(FLOOR, used.getAsLong() * 3 / 2);
    }
}
