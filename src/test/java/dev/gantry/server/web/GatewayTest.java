package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests through the whole server to upstreams on real sockets. */
class GatewayTest {
    private static final String CHAT = "{\"model\":\"llama\",\"messages\":[],\"x_own\":1.50}";

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAnswerComesAsItIsAndSaysWhereFrom() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{\"reasoning_content\":1.50}")) {
            HttpResponse<String> answer = fixture.with("a", a).chat(CHAT);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"reasoning_content\":1.50}");
            assertThat(answer.headers().firstValue("x-gantry-upstream")).contains("a/chat");
            assertThat(answer.headers().firstValue("x-request-id"))
                    .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
            assertThat(a.requests.getFirst().text()).isEqualTo(CHAT);
        }
    }

    @Test
    void theUpstreamSeesItsOwnKeyAndNoneOfTheGateways() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a, ",\"token_variable\":\"UPSTREAM_KEY\"");
            fixture.send(
                    fixture.request("/v1/chat/completions?stream=no", ServerFixture.USER)
                            .header("X-Api-Key", "secret")
                            .header("Cookie", "c=secret")
                            .header("TE", "trailers")
                            .header("X-Custom", "yes")
                            .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                            .build());
            ScriptedUpstream.Request seen = a.requests.getFirst();
            assertThat(seen.line()).isEqualTo("POST /v1/chat/completions?stream=no HTTP/1.1");
            assertThat(seen.field("authorization")).isEqualTo("Bearer sesame");
            assertThat(seen.field("x-custom")).isEqualTo("yes");
            assertThat(seen.field("x-forwarded-for")).isEqualTo("127.0.0.1");
            assertThat(seen.field("host")).isEqualTo("127.0.0.1:" + a.port());
            assertThat(seen.head()).doesNotContain("secret").doesNotContainIgnoringCase("\r\nte:");
        }
    }

    @Test
    void anAliasIsTheModelsOtherName() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a, ",\"aliases\":{\"gpt-4o\":\"llama\"}");
            assertThat(fixture.chat(CHAT.replace("llama", "gpt-4o")).statusCode()).isEqualTo(200);
            assertThat(a.requests.getFirst().text()).isEqualTo(CHAT);
            String models =
                    fixture.send(fixture.request("/v1/models", ServerFixture.USER).build()).body();
            assertThat(models).contains("\"id\":\"gpt-4o\"", "\"id\":\"llama\"");
        }
    }

    @Test
    void aStreamIsPassedOnWhileItComes() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.events();
                    talk.chunk("data: one\n\n");
                    ServerFixture.await(seen);
                    talk.chunk("data: [DONE]\n\n");
                    talk.write("0\r\n\r\n");
                })) {
            fixture.with("a", a);
            HttpResponse<InputStream> answer = stream(CHAT);
            InputStream body = answer.body();
            assertThat(new String(body.readNBytes(11), ISO_8859_1)).isEqualTo("data: one\n\n");
            seen.countDown();
            assertThat(new String(body.readAllBytes(), ISO_8859_1)).isEqualTo("data: [DONE]\n\n");
            assertThat(answer.headers().firstValue("x-accel-buffering")).contains("no");
        }
    }

    private HttpResponse<InputStream> stream(String body) throws Exception {
        return fixture.client()
                .send(
                        fixture.request("/v1/chat/completions", ServerFixture.USER)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void whenToAskAgainIsTheUpstreamsWord() throws Exception {
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) ->
                        talk.write(
                                "HTTP/1.1 429 X\r\nRetry-After: 20\r\nContent-Length: 4\r\n\r\nbusy"))) {
            HttpResponse<String> answer = fixture.with("a", a).chat(CHAT);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("retry-after")).contains("20");
            assertThat(answer.headers().firstValue("x-should-retry")).isEmpty();
            assertThat(answer.body()).contains("\"rate_limit_error\"", "\"busy\"");
        }
    }

    @Test
    void whenTheClientGoesTheUpstreamIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        try (ScriptedUpstream a =
                new ScriptedUpstream((request, talk) -> {
                    if (request.text().contains("first")) {
                        talk.events();
                        talk.chunk("data: one\n\n");
                    }
                    talk.awaitClose();
                    told.countDown();
                })) {
            fixture.with("a", a);
            stream(CHAT.replace("x_own", "first")).body().close();
            CompletableFuture<?> waiting =
                    fixture.client()
                            .sendAsync(
                                    fixture.request("/v1/chat/completions", ServerFixture.USER)
                                            .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            fixture.until(() -> a.requests.size() == 2);
            waiting.cancel(true);
            ServerFixture.await(told);
            fixture.until(() -> fixture.server.active() == 0);
            fixture.until(() -> fixture.logged().split("\n").length == 2);
            assertThat(fixture.logged().split("client_gone")).hasSize(3);
        }
    }

    @Test
    void whatFailsBeforeItsFirstByteGoesElsewhere() throws Exception {
        try (ScriptedUpstream good = ScriptedUpstream.saying("{\"from\":\"good\"}")) {
            fixture.with("good", good);
            int number = 0;
            for (ScriptedUpstream.Script script : bad()) {
                try (ScriptedUpstream bad = new ScriptedUpstream(script)) {
                    fixture.with("bad" + number++, bad);
                    for (int i = 0; bad.requests.isEmpty() && i < 50; i++) {
                        // Another conversation each time: none of them has a cache anywhere.
                        String other = CHAT.replace("[]", "[" + number + "," + i + "]");
                        HttpResponse<String> answer = fixture.chat(other);
                        assertThat(answer.statusCode()).isEqualTo(200);
                        assertThat(answer.body()).isEqualTo("{\"from\":\"good\"}");
                    }
                    assertThat(bad.requests).hasSize(1);
                }
            }
        }
    }

    /** Ways to fail without a byte of an answer. */
    private static ScriptedUpstream.Script[] bad() {
        return new ScriptedUpstream.Script[] {
            (_, talk) -> talk.json(503, "{\"error\":{\"code\":503,\"message\":\"Loading model\"}}"),
            (_, talk) -> talk.reset(),
            (_, talk) -> {
                talk.write("HTTP/1.1 200 OK\r\nContent-Le");
                talk.reset();
            },
            (_, talk) -> {
                talk.events();
                talk.reset();
            },
            (_, talk) -> talk.write("this is not HTTP\r\n\r\n")
        };
    }

    @Test
    void whenAllFailTheLastErrorIsToldInOpenAisShape() throws Exception {
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> talk.json(500, "{\"detail\":\"boom\"}"))) {
            HttpResponse<String> answer = fixture.with("a", a).chat(CHAT);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("\"message\":\"boom\"", "\"type\":\"server_error\"");
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
            a.script = (_, talk) -> talk.reset();
            HttpResponse<String> broken = fixture.chat(CHAT);
            assertThat(broken.statusCode()).isEqualTo(502);
            assertThat(broken.body()).contains("a/chat: it closed the connection");
        }
    }

    @Test
    void anErrorOfTheRequestIsNotTriedElsewhere() throws Exception {
        try (ScriptedUpstream a =
                        new ScriptedUpstream((_, talk) -> talk.json(400, "{\"error\":\"bad\"}"));
                ScriptedUpstream b =
                        new ScriptedUpstream((_, talk) -> talk.json(400, "{\"error\":\"bad\"}"))) {
            fixture.with("a", a).with("b", b);
            HttpResponse<String> answer = fixture.chat(CHAT);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"message\":\"bad\"", "\"param\":null");
            assertThat(a.requests.size() + b.requests.size()).isOne();
        }
    }

    @Test
    void aStreamThatBreaksOffSaysSoAndIsNotBegunAgain() throws Exception {
        ScriptedUpstream.Script half =
                (_, talk) -> {
                    talk.events();
                    talk.chunk("data: one\n\n");
                    talk.reset();
                };
        try (ScriptedUpstream a = new ScriptedUpstream(half);
                ScriptedUpstream b = new ScriptedUpstream(half)) {
            fixture.with("a", a).with("b", b);
            String body = fixture.chat(CHAT).body();
            assertThat(body).startsWith("data: one\n\ndata: {\"error\":").doesNotContain("[DONE]");
            assertThat(a.requests.size() + b.requests.size()).isOne();
        }
    }

    @Test
    void aDeadKeptConnectionIsNoFailure() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            for (int i = 0; i < 20; i++) {
                a.script =
                        (_, talk) -> {
                            talk.json(200, "{}");
                            // As a server whose keep-alive time is over just now.
                            talk.socket().shutdownInput();
                            talk.socket().close();
                        };
                assertThat(fixture.chat(CHAT).statusCode()).isEqualTo(200);
            }
            assertThat(fixture.upstream("a/chat").text("condition")).isEqualTo("up");
        }
    }

    @Test
    void aSlowClientHoldsTheUpstreamBack() throws Exception {
        long[] written = new long[1];
        CountDownLatch over = new CountDownLatch(1);
        String piece = "data: " + "x".repeat(64 * 1024) + "\n\n";
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.events();
                    for (int i = 0; i < 2000; i++) {
                        talk.chunk(piece);
                        written[0] += piece.length();
                    }
                    talk.write("0\r\n\r\n");
                    over.countDown();
                })) {
            fixture.with("a", a);
            HttpResponse<InputStream> answer = stream(CHAT);
            assertThat(over.await(2, TimeUnit.SECONDS)).isFalse();
            assertThat(written[0]).isLessThan(40L * 1024 * 1024);
            assertThat(answer.body().readAllBytes()).hasSize(2000 * piece.length());
            ServerFixture.await(over);
        }
    }

    @Test
    void unknownModelsAndMissingUpstreamsAreToldApart() throws Exception {
        HttpResponse<String> none = fixture.chat(CHAT);
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(none.headers().firstValue("retry-after")).isPresent();
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            HttpResponse<String> unknown = fixture.chat(CHAT.replace("llama", "other"));
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("model_not_found");
            assertThat(fixture.post("/v1/embeddings", "{}").statusCode()).isEqualTo(503);
            assertThat(fixture.post("/v1/nothing", "{}").statusCode()).isEqualTo(404);
            assertThat(fixture.post("/v1/models", "{}").statusCode()).isEqualTo(405);
            assertThat(fixture.chat("{").body()).contains("invalid_json");
        }
    }

    @Test
    void everyPathOfAnUpstreamIsReachedDirectly() throws Exception {
        try (ScriptedUpstream a = new ScriptedUpstream((_, talk) -> talk.json(418, "{\"t\":1}"))) {
            fixture.with("a", a);
            HttpResponse<String> answer =
                    fixture.send(
                            fixture.request("/upstream/a/chat/slots/1?x=y", ServerFixture.USER)
                                    .method("PATCH", HttpRequest.BodyPublishers.ofString("z"))
                                    .build());
            assertThat(answer.statusCode()).isEqualTo(418);
            assertThat(answer.body()).isEqualTo("{\"t\":1}");
            assertThat(a.requests.getFirst().line()).isEqualTo("PATCH /slots/1?x=y HTTP/1.1");
            assertThat(fixture.post("/upstream/b/chat/x", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aNodeThatDrainsGetsNothingNewAndKeepsWhatItHas() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.events();
                    talk.chunk("data: one\n\n");
                    ServerFixture.await(go);
                    talk.chunk("data: [DONE]\n\n");
                    talk.write("0\r\n\r\n");
                })) {
            fixture.with("a", a);
            HttpResponse<InputStream> answer = stream(CHAT);
            fixture.send(
                    fixture.request("/api/v1/nodes/a/drain", ServerFixture.ADMIN)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build());
            fixture.until(() -> !fixture.open("a/chat"));
            assertThat(fixture.chat(CHAT).statusCode()).isEqualTo(503);
            go.countDown();
            assertThat(new String(answer.body().readAllBytes(), ISO_8859_1))
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void aServerThatStopsLetsStreamsEnd() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.events();
                    talk.chunk("data: one\n\n");
                    ServerFixture.await(go);
                    talk.chunk("data: [DONE]\n\n");
                    talk.write("0\r\n\r\n");
                })) {
            fixture.with("a", a);
            HttpResponse<InputStream> answer = stream(CHAT);
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(
                            () -> fixture.server.drain(java.time.Duration.ofSeconds(20)));
            // A chat that comes a moment too early would wait for this test.
            fixture.until(() ->
                    fixture.send(fixture.request("/health", "").build())
                            .body()
                            .contains("shutting_down"));
            assertThat(fixture.chat(CHAT).body()).contains("shutting_down");
            go.countDown();
            assertThat(new String(answer.body().readAllBytes(), ISO_8859_1))
                    .endsWith("data: [DONE]\n\n");
            assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatDoesNotAnswerIsAskedAndLeftWhenItIsDown() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedUpstream a = new ScriptedUpstream((_, _) -> ServerFixture.await(never));
                ScriptedUpstream b = ScriptedUpstream.saying("{\"from\":\"b\"}")) {
            fixture.with("a", a);
            CompletableFuture<HttpResponse<String>> stuck =
                    fixture.client()
                            .sendAsync(
                                    fixture.request("/v1/chat/completions", ServerFixture.USER)
                                            .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            fixture.until(() -> a.requests.size() == 1);
            fixture.with("b", b);
            a.health = 500;
            assertThat(stuck.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"from\":\"b\"}");
            never.countDown();
        }
    }
}
