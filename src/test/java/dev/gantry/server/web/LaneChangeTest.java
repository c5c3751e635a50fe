package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.server.dispatch.Lane;
import dev.gantry.server.gateway.Lanes;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes that change while the server runs. */
class LaneChangeTest {
    private static final String CHAT = "{\"model\":\"llama\",\"messages\":[]}";

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void lanesChangeWhileRequestsAreUnderWayAndWait() throws Exception {
        Semaphore seen = new Semaphore(0);
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    seen.acquireUninterruptibly();
                    talk.json(200, "{}");
                })) {
            fixture.with("a", a, ",\"slots\":1");
            CompletableFuture<HttpResponse<String>> running = later();
            fixture.until(() -> a.requests.size() == 1);
            CompletableFuture<HttpResponse<String>> waiting = later();
            fixture.until(() -> interactive().number("waiting") == 1);
            fixture.server.lanes(new Lanes(List.of(new Lane("interactive", 0, 1, false))));
            fixture.until(() -> interactive().number("room") == 1);
            HttpResponse<String> third = fixture.chat(CHAT);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("lane_full");
            seen.release(2);
            assertThat(running.join().statusCode()).isEqualTo(200);
            assertThat(waiting.join().statusCode()).isEqualTo(200);
        }
    }

    private Fields interactive() throws Exception {
        return fixture.status().maps("lanes").getFirst();
    }

    private CompletableFuture<HttpResponse<String>> later() {
        return fixture.client()
                .sendAsync(
                        fixture.request("/v1/chat/completions", ServerFixture.USER)
                                .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
