package dev.gantry.server.web;

import dev.gantry.server.registry.RegistryEvent;
import dev.gantry.server.registry.RegistryStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The last events of the registry, for however many look on: the store is asked once a second at
 * most, and nobody waits for one that does not answer.
 */
final class EventFeed {
    private static final int EVENTS = 200;
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    /**
     * What is known.
     *
     * @param trouble why it may not be the last; empty: nothing
     */
    record Known(List<RegistryEvent> events, String trouble) {}

    private final Vertx vertx;
    private final RegistryStore store;
    private Optional<Future<Known>> running = Optional.empty();
    private Optional<Known> known = Optional.empty();
    private long knownAt;

    EventFeed(Vertx vertx, RegistryStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    /** What is known already; what is new comes with one of the next calls. */
    Future<Known> known() {
        Optional<Known> before = known;
        boolean old = before.isEmpty() || System.nanoTime() - knownAt > FRESH;
        Optional<Future<Known>> asked = old ? Optional.of(fresh()) : Optional.empty();
        return before.map(Future::succeededFuture).or(() -> asked).orElseGet(this::fresh);
    }

    /** What the store says now. */
    Future<Known> fresh() {
        return running.filter(answer -> !answer.isComplete()).orElseGet(this::ask);
    }

    private Future<Known> ask() {
        Future<Known> answer =
                Waiting.on(vertx, () -> store.events(EVENTS))
                        .map(events -> new Known(events, ""))
                        .otherwise(why ->
                                new Known(
                                        known.map(Known::events).orElse(List.of()),
                                        "The registry does not answer: "
                                                + Api.error(why).message()))
                        .onSuccess(this::learned);
        running = Optional.of(answer);
        return answer;
    }

    private void learned(Known now) {
        known = Optional.of(now);
        knownAt = System.nanoTime();
    }
}
