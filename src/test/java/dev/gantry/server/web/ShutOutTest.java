package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key is disabled or removed while its requests are under way. */
class ShutOutTest {
    private static final String CHAT = "{\"model\":\"llama\"}";

    private final ServerFixture fixture = new ServerFixture();
    private final CountDownLatch left = new CountDownLatch(1);

    @AfterEach
    void close() {
        fixture.close();
    }

    private Socket asking() throws IOException {
        return asking(ServerFixture.USER);
    }

    private Socket asking(String key) throws IOException {
        String head = ServerFixture.chatHead().replace(ServerFixture.USER, key);
        return fixture.sending(
                "%sContent-Length: %d\r\n\r\n%s".formatted(head, CHAT.length(), CHAT));
    }

    private void change(HttpRequest.Builder change) throws Exception {
        HttpResponse<String> done = fixture.send(change.build());
        assertThat(done.statusCode()).as(done.body()).isBetween(200, 299);
    }

    private void disable() throws Exception {
        change(
                fixture.request("/api/v1/keys/user/disable", ServerFixture.ADMIN)
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** One that says so much, and no more until the other side goes. */
    private ScriptedUpstream waiting(String head, String chunk) {
        return new ScriptedUpstream((_, talk) -> {
            talk.write(head);
            if (!chunk.isEmpty()) {
                talk.chunk(chunk);
            }
            talk.awaitClose();
            left.countDown();
        });
    }

    private static String chunked(String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                .formatted(type);
    }

    private void upstreamIsFree() throws Exception {
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        fixture.until(() -> fixture.upstream("a/chat").number("requests") == 0);
        assertThat(fixture.open("a/chat")).isTrue();
    }

    @Test
    void aStreamEndsWithTheReason() throws Exception {
        try (ScriptedUpstream a = waiting(chunked("text/event-stream"), "data: one\n\n")) {
            fixture.with("a", a);
            try (Socket client = asking()) {
                assertThat(ServerFixture.all(client, "data: one\n\n")).contains(" 200 ");
                disable();
                assertThat(ServerFixture.all(client, "0\r\n\r\n"))
                        .contains("data: {\"error\":")
                        .contains("\"key_disabled\"");
            }
            upstreamIsFree();
            fixture.until(() -> fixture.logged().contains("key_disabled"));
        }
    }

    @Test
    void anyOtherAnswerIsCutOff() throws Exception {
        try (ScriptedUpstream a = waiting(chunked("application/json"), "{\"half\":")) {
            fixture.with("a", a);
            try (Socket client = asking()) {
                assertThat(ServerFixture.all(client, "{\"half\":")).contains(" 200 ");
                change(fixture.request("/api/v1/keys/user", ServerFixture.ADMIN).DELETE());
                assertThat(ServerFixture.all(client)).doesNotContain("0\r\n\r\n");
            }
            upstreamIsFree();
            fixture.until(() -> fixture.logged().contains("invalid_api_key"));
        }
    }

    @Test
    void whoWaitsForAFirstByteIsRefused() throws Exception {
        try (ScriptedUpstream a = waiting("", "")) {
            fixture.with("a", a);
            try (Socket client = asking()) {
                fixture.until(() -> !a.requests.isEmpty());
                disable();
                assertThat(ServerFixture.all(client, "}}"))
                        .contains(" 401 ")
                        .contains("\"key_disabled\"");
            }
            upstreamIsFree();
        }
    }

    @Test
    void theRequestsOfOthersGoOn() throws Exception {
        CountDownLatch out = new CountDownLatch(1);
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.events();
                    talk.chunk("data: one\n\n");
                    ServerFixture.await(out);
                    talk.chunk("data: [DONE]\n\n");
                    talk.write("0\r\n\r\n");
                })) {
            fixture.with("a", a);
            try (Socket client = asking(ServerFixture.USER);
                    Socket other = asking(ServerFixture.ADMIN)) {
                ServerFixture.all(client, "data: one\n\n");
                ServerFixture.all(other, "data: one\n\n");
                disable();
                assertThat(ServerFixture.all(client, "0\r\n\r\n")).contains("key_disabled");
                out.countDown();
                assertThat(ServerFixture.all(other, "0\r\n\r\n")).contains("data: [DONE]");
            }
        }
    }
}
