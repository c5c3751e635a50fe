package dev.gantry.server.web;

import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.RegistryEvent;
import dev.gantry.server.registry.RegistryStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Writes down what happens, one after the other, while everything else goes on. */
final class Events {
    /** With a store that does not answer, what is more than this is not kept. */
    private static final int WAITING = 1000;

    private final Context context;
    private final RegistryStore store;
    private final String server;
    private final InstantSource clock;
    private final Consumer<String> notes;
    private int waiting;

    /**
     * @param notes told what goes wrong here, for the server's log
     */
    Events(
            Vertx vertx,
            RegistryStore store,
            String server,
            InstantSource clock,
            Consumer<String> notes) {
        this.context = vertx.getOrCreateContext();
        this.store = store;
        this.server = server;
        this.clock = clock;
        this.notes = notes;
    }

    /** On the event loop. */
    void record(String kind, String subject, String text) {
        if (waiting >= WAITING) {
            return;
        }
        waiting++;
        RegistryEvent event = new RegistryEvent(0, clock.instant(), server, kind, subject, text);
        context.executeBlocking(() -> write(event), true)
                .onComplete(
                        _ -> waiting--,
                        why -> {
                            waiting--;
                            notes.accept("an event was not kept: " + why.getMessage());
                        });
    }

    private boolean write(RegistryEvent event) throws OperationException {
        store.record(event);
        return true;
    }
}
