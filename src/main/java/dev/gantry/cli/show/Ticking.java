package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A live table that also moves when nothing happens: a thread of its own draws it ten times a
 * second.
 */
public final class Ticking implements Progress {
    private static final long PERIOD_MILLIS = 100;

    private final Tty tty;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Ticking(Tty tty) {
        this.tty = tty;
        this.thread = new Thread(this::tick, "progress");
        this.thread.setDaemon(true);
    }

    public static Ticking start(Tty tty) {
        Ticking ticking = new Ticking(tty);
        ticking.thread.start();
        return ticking;
    }

    private void tick() {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                tty.tick();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(Event event) {
        tty.accept(event);
    }

    @Override
    public void close() {
        closed.countDown();
        tty.close();
    }
}
