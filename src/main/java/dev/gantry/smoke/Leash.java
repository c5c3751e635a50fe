package dev.gantry.smoke;

import dev.gantry.apply.Timekeeper;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way whose wires are closed when their time is up, since not every wire has a timeout of its
 * own. Closing it closes them, and leaves the way open.
 */
final class Leash implements Dialer {
    /** What an attempt says that had too little time to find out more. */
    static final String LATE = "no answer in time";

    private final Dialer way;
    private final Timekeeper.Alarm alarm;
    private final List<Wire> wires = new ArrayList<>();
    private boolean expired;

    Leash(Dialer way, Timekeeper time, Duration limit) {
        this.way = way;
        this.alarm = time.after(limit, this::expire);
    }

    @Override
    public Wire dial() throws IOException {
        Wire wire = way.dial();
        synchronized (this) {
            wires.add(wire);
            if (expired) {
                wire.close();
            }
        }
        return wire;
    }

    @Override
    public synchronized IOException explain(IOException failure) {
        return expired ? new IOException(LATE, failure) : way.explain(failure);
    }

    synchronized boolean expired() {
        return expired;
    }

    private synchronized void expire() {
        expired = true;
        wires.forEach(Wire::close);
    }

    @Override
    public void close() {
        alarm.cancel();
        synchronized (this) {
            wires.forEach(Wire::close);
        }
    }
}
