package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.MemoryStore;
import dev.gantry.server.registry.RegistryEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    /** Enough for answers that are there before anybody waits for them. */
    private static final int ROUNDS = 3000;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStore store = new MemoryStore();
    private final EventFeed feed = new EventFeed(vertx, store);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private EventFeed.Known fresh() throws Exception {
        Promise<EventFeed.Known> answer = Promise.promise();
        vertx.runOnContext(
                _ -> Future.succeededFuture().compose(_ -> feed.fresh()).onComplete(answer));
        return answer.future().await(30, TimeUnit.SECONDS);
    }

    /** However soon the store answered the last time. */
    @Test
    void whatIsNewIsSeenTheNextTime() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String text = "event " + i;
            store.record(new RegistryEvent(0, Instant.EPOCH, "here", "node.added", "gpu1", text));
            assertThat(fresh().events().getFirst().text()).isEqualTo(text);
        }
    }

    @Test
    void aStoreThatFailsIsAskedAgain() throws Exception {
        store.record(new RegistryEvent(0, Instant.EPOCH, "here", "node.added", "gpu1", "first"));
        assertThat(fresh().trouble()).isEmpty();
        store.fail(new IllegalStateException("away"));
        EventFeed.Known away = fresh();
        assertThat(away.trouble()).contains("does not answer");
        assertThat(away.events()).hasSize(1);
        store.heal();
        assertThat(fresh().trouble()).isEmpty();
    }
}
