package dev.gantry.apply;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Hands events to a listener, one at a time and in the order in which they were added, whichever
 * threads they come from. The listener is called without a lock: it may cancel the work.
 */
final class Teller {
    private final Consumer<Event> listener;
    private final Deque<Event> untold = new ArrayDeque<>();
    private boolean telling;

    Teller(Consumer<Event> listener) {
        this.listener = listener;
    }

    /** Fixes the event's place in the order; somebody must {@link #tell} afterwards. */
    synchronized void add(Event event) {
        untold.add(event);
    }

    /** Tells what is there, unless another thread is telling: then that one goes on with it. */
    void tell() {
        while (true) {
            Event next;
            synchronized (this) {
                if (telling || untold.isEmpty()) {
                    return;
                }
                telling = true;
                next = untold.remove();
            }
            try {
                listener.accept(next);
            } finally {
                synchronized (this) {
                    telling = false;
                    notifyAll();
                }
            }
        }
    }

    /** Adds an event and returns when it has been told. */
    void say(Event event) {
        add(event);
        tell();
        synchronized (this) {
            while (telling || !untold.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
