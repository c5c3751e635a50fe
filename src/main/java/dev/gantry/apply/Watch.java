package dev.gantry.apply;

import dev.gantry.diag.OperationException;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EventOptions;
import dev.gantry.engine.EventStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All waits at one engine. One stream of events tells which container to look at; a slow look
 * besides makes up for events that get lost, and for a stream that ends.
 */
final class Watch implements AutoCloseable {
    private static final Duration SLOW_LOOK = Duration.ofSeconds(5);
    private static final Duration REOPEN = Duration.ofSeconds(1);
    private static final EventOptions EVENTS =
            new EventOptions(
                    List.of(
                            "type=container",
                            "event=start",
                            "event=die",
                            "event=destroy",
                            "event=health_status"),
                    "",
                    "");

    private final Engine engine;
    private final Timekeeper time;
    private final Executor threads;
    private final List<Wait> waits = new ArrayList<>();
    private @Nullable EventStream stream;
    private boolean following;
    private boolean paused;
    private boolean closed;

    /**
     * @param threads where it follows the events and looks at containers
     */
    Watch(Engine engine, Timekeeper time, Executor threads) {
        this.engine = engine;
        this.time = time;
        this.threads = threads;
    }

    /**
     * Begins a wait. It fails when the container is not ready in time.
     *
     * @param patience the start period of the container's health check to how long it may take
     */
    void begin(Wait wait, UnaryOperator<Duration> patience) {
        add(wait);
        if (wait.look()) {
            return;
        }
        Duration all = patience.apply(wait.startPeriod());
        time.after(all, () -> threads.execute(() -> wait.giveUp(all)));
        lookSlowly(wait);
        if (startFollowing()) {
            threads.execute(this::follow);
        }
    }

    private synchronized void add(Wait wait) {
        waits.removeIf(Wait::over);
        waits.add(wait);
    }

    private synchronized boolean startFollowing() {
        boolean first = !following && !closed;
        following = true;
        return first;
    }

    private void lookSlowly(Wait wait) {
        time.after(
                SLOW_LOOK,
                () ->
                        threads.execute(() -> {
                            if (!isClosed() && !wait.look()) {
                                lookSlowly(wait);
                            }
                        }));
    }

    private void follow() {
        while (!isClosed()) {
            try (EventStream events = engine.events(EVENTS)) {
                opened(events);
                current().forEach(Wait::look);
                for (Optional<EventStream.EngineEvent> event = events.next();
                        event.isPresent();
                        event = events.next()) {
                    tell(event.get());
                }
            } catch (OperationException cutOff) {
                // The looks that follow find out, each for its own container.
                opened(null);
            }
            current().forEach(Wait::look);
            pause();
        }
    }

    private synchronized void opened(@Nullable EventStream events) {
        stream = events;
        if (closed && events != null) {
            events.close();
        }
    }

    private synchronized List<Wait> current() {
        return closed ? List.of() : List.copyOf(waits);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void tell(EventStream.EngineEvent event) {
        String name = event.attributes().getOrDefault("name", "");
        for (Wait wait : current()) {
            if (wait.concerns(event.actor(), name)) {
                threads.execute(wait::look);
            }
        }
    }

    private synchronized void pause() {
        paused = true;
        time.after(REOPEN, this::resume);
        try {
            while (paused && !closed) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }

    private synchronized void resume() {
        paused = false;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.close();
        }
        notifyAll();
    }
}
