package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger lookUps = new AtomicInteger();

    /** A look-up ends when everybody has asked. */
    private final Semaphore asked = new Semaphore(0);

    private boolean allowed = true;
    private final Addresses addresses = new Addresses(vertx, _ -> lookedUp());

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private boolean lookedUp() {
        lookUps.incrementAndGet();
        asked.acquireUninterruptibly();
        return allowed;
    }

    private InetAddress asManyAsTen() throws Exception {
        CompletableFuture<InetAddress> last = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(_ -> {
                    List<Future<InetAddress>> all = new ArrayList<>();
                    for (int one = 0; one < 10; one++) {
                        all.add(addresses.resolve("127.0.0.1"));
                    }
                    Future.all(all)
                            .compose(_ -> all.getLast())
                            .onComplete(last::complete, last::completeExceptionally);
                    asked.release();
                });
        return last.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoAsksMeanwhileGetsTheSameAnswer() throws Exception {
        assertThat(asManyAsTen()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(asManyAsTen()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void aFailureIsNotRemembered() throws Exception {
        allowed = false;
        assertThatThrownBy(this::asManyAsTen).hasRootCauseInstanceOf(UpstreamException.class);
        assertThat(lookUps).hasValue(1);
        allowed = true;
        assertThat(asManyAsTen()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(lookUps).hasValue(2);
    }
}
