package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.KeyHash;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not get in, and what must not get out. */
class SecurityTest {
    private static final String CHAT = "{\"model\":\"llama\"}";

    private ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void with(Server.Settings settings) {
        fixture.close();
        fixture = new ServerFixture(settings);
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return fixture.send(fixture.request(path, key).build());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models, '', 401",
        "/v1/models, gk-wrong, 401",
        "/v1/models, gk-user, 200",
        "/v1/models?api_key=gk-user, '', 401",
        "/v1/models?key=gk-user, '', 401",
        "/api/v1/nodes, '', 401",
        "/api/v1/nodes, gk-user, 403",
        "/api/v1/nodes, gk-admin, 200",
        "/api/v1/keys, gk-user, 403",
        "/api/v1/events, gk-user, 403",
        "/api/v1/status, '', 401",
        "/metrics, '', 401",
        "/metrics, gk-user, 403",
        "/metrics, gk-admin, 200",
        "/upstream/a/b/c, '', 401",
        "/nothing, '', 401",
        "/health, '', 200",
        "/ready, '', 200",
        "/api/v1/openapi.json, '', 200"
    })
    void aKeyOpensWhatItIsFor(String path, String key, int status) throws Exception {
        assertThat(get(path, key).statusCode()).isEqualTo(status);
    }

    @Test
    void aDisabledKeyIsOutAtOnceAndAnEnabledOneInAgain() throws Exception {
        assertThat(get("/v1/models", ServerFixture.USER).statusCode()).isEqualTo(200);
        change("/api/v1/keys/user/disable");
        HttpResponse<String> out = get("/v1/models", ServerFixture.USER);
        assertThat(out.statusCode()).isEqualTo(401);
        assertThat(out.body()).contains("key_disabled");
        change("/api/v1/keys/user/enable");
        assertThat(get("/v1/models", ServerFixture.USER).statusCode()).isEqualTo(200);
    }

    private void change(String path) throws Exception {
        HttpResponse<String> done =
                fixture.send(
                        fixture.request(path, ServerFixture.ADMIN)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build());
        assertThat(done.statusCode()).isEqualTo(200);
    }

    @Test
    void aNewKeyIsToldOnceAndNothingElseHasIt() throws Exception {
        HttpResponse<String> made =
                fixture.send(
                        fixture.request("/api/v1/keys", ServerFixture.ADMIN)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"name\":\"n8n\",\"lanes\":[\"batch\"]}"))
                                .build());
        assertThat(made.statusCode()).isEqualTo(201);
        String secret = made.body().replaceAll("(?s).*\"key\":\"(gk-[^\"]+)\".*", "$1");
        assertThat(get("/v1/models", secret).statusCode()).isEqualTo(200);
        String everything =
                get("/api/v1/keys", ServerFixture.ADMIN).body()
                        + get("/api/v1/events", ServerFixture.ADMIN).body()
                        + get("/api/v1/status", ServerFixture.ADMIN).body()
                        + get("/metrics", ServerFixture.ADMIN).body()
                        + fixture.logged();
        assertThat(everything)
                .contains("n8n")
                .doesNotContain(secret, KeyHash.of(secret), ServerFixture.ADMIN);
    }

    @Test
    void keysInUrlsAreNotLogged() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            fixture.post("/v1/chat/completions?api_key=gk-leak", CHAT);
            fixture.until(() -> fixture.logged().contains("/v1/chat/completions"));
            assertThat(fixture.logged()).doesNotContain("gk-leak").doesNotContain("gk-user");
        }
    }

    @Test
    void aKeyForOneModelHasNoOther() throws Exception {
        fixture.store.addKey(
                new ApiKey(
                        "k9",
                        "narrow",
                        ApiKey.Role.USER,
                        false,
                        java.util.List.of("llama"),
                        java.util.List.of("batch"),
                        java.util.OptionalInt.of(3),
                        java.util.OptionalInt.empty(),
                        java.time.Instant.EPOCH),
                KeyHash.of("gk-narrow"));
        fixture.until(() -> get("/v1/models", "gk-narrow").statusCode() == 200);
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a, ",\"aliases\":{\"gpt\":\"llama\"}");
            assertThat(get("/v1/models", "gk-narrow").body()).doesNotContain("gpt");
            assertThat(post("{\"model\":\"llama\"}", "").statusCode()).isEqualTo(200);
            assertThat(post("{\"model\":\"gpt\"}", "").statusCode()).isEqualTo(403);
            assertThat(post("{\"model\":\"llama\",\"Model\":\"gpt\"}", "").statusCode())
                    .isEqualTo(400);
            assertThat(post("{\"model\":\"llama\"}", "interactive").statusCode()).isEqualTo(403);
            assertThat(post("{\"model\":\"llama\"}", "batch").statusCode()).isEqualTo(200);
            assertThat(post("{\"model\":\"llama\"}", "").statusCode()).isEqualTo(200);
            HttpResponse<String> over = post("{\"model\":\"llama\"}", "");
            assertThat(over.statusCode()).isEqualTo(429);
            assertThat(over.headers().firstValue("retry-after")).isPresent();
        }
    }

    private HttpResponse<String> post(String body, String lane) throws Exception {
        HttpRequest.Builder request = fixture.request("/v1/chat/completions", "gk-narrow");
        if (!lane.isEmpty()) {
            request.header("X-Gantry-Lane", lane);
        }
        return fixture.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private String head(String line, String fields) throws Exception {
        return fixture.raw(line + "\r\n" + fields + "Connection: close\r\n\r\n", "");
    }

    /** The gateway would read a form by the one, and the upstream by the other. */
    @Test
    void twoContentTypesAreRefused() throws Exception {
        with(ServerFixture.settings(true, true));
        String form = "Content-Type: multipart/form-data; boundary=";
        assertThat(
                        head(
                                "POST /v1/audio/transcriptions HTTP/1.1",
                                "Host: 127.0.0.1\r\n"
                                        + "Authorization: Bearer gk-user\r\n"
                                        + (form + "a\r\n")
                                        + (form + "b\r\n")))
                .startsWith("HTTP/1.1 400")
                .contains("bad_content_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:3100", "127.0.0.1.evil.example", ""})
    void withoutKeysTheServerHasToBeCalledByItsName(String host) throws Exception {
        with(ServerFixture.settings(false, true));
        assertThat(head("GET /v1/models HTTP/1.1", "Host: " + host + "\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(head("GET /api/v1/nodes HTTP/1.1", "Host: " + host + "\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(head("GET /v1/models HTTP/1.1", "Host: ai.example.org\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1"})
    void pagesOfOtherSitesHaveNoAccess(String origin) throws Exception {
        String fields =
                "Host: 127.0.0.1:1234\r\nAuthorization: Bearer gk-admin\r\nOrigin: "
                        + origin
                        + "\r\n";
        assertThat(head("GET /api/v1/nodes HTTP/1.1", fields)).startsWith("HTTP/1.1 403");
        assertThat(head("GET /v1/models HTTP/1.1", fields)).startsWith("HTTP/1.1 403");
    }

    @Test
    void aRequestHasOneHost() throws Exception {
        String key = "Authorization: Bearer gk-user\r\n";
        assertThat(head("GET /v1/models HTTP/1.1", key)).startsWith("HTTP/1.1 400");
        assertThat(head("GET /v1/models HTTP/1.1", key + "Host: a\r\nHost: b\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 40\r\n",
                "Content-Length: 4, 40\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -4\r\n",
                "Content-Length: 0x4\r\n",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                " Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "X: a\nTransfer-Encoding: chunked\r\n",
                "X\u0000Y: a\r\n",
                "X: a\u0000b\r\n"
            })
    void requestsWithTwoMeaningsAreRefused(String fields) throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            String smuggled = "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n";
            String answer =
                    fixture.raw(
                            "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                    + "Authorization: Bearer gk-user\r\n"
                                    + fields
                                    + "\r\n0\r\n\r\n"
                                    + smuggled,
                            "");
            assertThat(answer).startsWith("HTTP/1.1 4");
            assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
            assertThat(a.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../api/v1/nodes",
                "/v1/%2e%2e/api/v1/nodes",
                "//api/v1/nodes",
                "/upstream/a/b/..%2f..%2fc",
                "/v1/models\\..\\x",
                "http://127.0.0.1/v1/models"
            })
    void pathsAreTakenAsTheyAreWrittenOrNotAtAll(String path) throws Exception {
        String fields = "Host: 127.0.0.1\r\nAuthorization: Bearer gk-admin\r\n";
        assertThat(head("GET " + path + " HTTP/1.1", fields)).startsWith("HTTP/1.1 400");
    }

    @Test
    void headsHaveALimit() throws Exception {
        String big = "X: " + "x".repeat(64 * 1024) + "\r\n";
        assertThat(head("GET /health HTTP/1.1", "Host: 127.0.0.1\r\n" + big))
                .startsWith("HTTP/1.1 431");
        String many = "X-1: y\r\n".repeat(10_000);
        assertThat(head("GET /health HTTP/1.1", "Host: 127.0.0.1\r\n" + many))
                .startsWith("HTTP/1.1 431");
        assertThat(head("GET /" + "x".repeat(20_000) + " HTTP/1.1", "Host: 127.0.0.1\r\n"))
                .contains(" 414 ");
    }

    @Test
    void bodiesHaveALimitAndATime() throws Exception {
        with(ServerFixture.impatient(20_000, 20_000, 300));
        HttpResponse<String> large = fixture.chat("{\"x\":\"" + "y".repeat(2000) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
        String start =
                String.join(
                        "\r\n",
                        "POST /v1/chat/completions HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Authorization: Bearer gk-user",
                        "");
        assertThat(fixture.raw(start + "Content-Length: 99\r\n\r\n{", "request_timeout"))
                .startsWith("HTTP/1.1 408");
        String chunk = "3e8\r\n" + "x".repeat(1000) + "\r\n";
        assertThat(
                        fixture.raw(
                                start + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk,
                                "body_too_large"))
                .startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "localhost",
                "169.254.169.254",
                "fe80::1",
                "0.0.0.0",
                "::ffff:127.0.0.1",
                "224.0.0.1"
            })
    void nodesAreNotOnThisMachineUnlessItIsAllowed(String address) throws Exception {
        with(ServerFixture.settings(true, false));
        HttpResponse<String> put =
                fixture.send(
                        fixture.request("/api/v1/nodes", ServerFixture.ADMIN)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"name":"x","address":"%s","services":
                                                [{"name":"c","kind":"ollama"}]}\
                                                """
                                                        .formatted(address)))
                                .build());
        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(put.body()).contains("address_refused");
    }

    /** The name of this machine is none that is refused; the address that it means is. */
    @Test
    void anAddressIsLookedAtWhenItIsConnectedTo() throws Exception {
        with(ServerFixture.settings(true, false));
        String self = java.net.InetAddress.getLoopbackAddress().getCanonicalHostName();
        fixture.store.put(
                new dev.gantry.server.registry.InferenceNode(
                        "x",
                        self,
                        new java.util.LinkedHashMap<>(),
                        new java.util.LinkedHashMap<>(),
                        false,
                        java.util.List.of(
                                new dev.gantry.server.registry.InferenceService(
                                        "chat",
                                        dev.gantry.server.registry.Kind.LLAMA_CPP,
                                        java.util.Set.of(
                                                dev.gantry.server.registry.Capability.CHAT),
                                        fixture.port(),
                                        false,
                                        "",
                                        "",
                                        java.util.List.of(),
                                        new java.util.LinkedHashMap<>(),
                                        java.util.OptionalInt.empty(),
                                        1,
                                        "",
                                        ""))));
        fixture.until(() -> get("/api/v1/status", ServerFixture.ADMIN).body().contains("x/chat"));
        fixture.until(() -> fixture.upstream("x/chat").text("condition").equals("down"));
        assertThat(fixture.upstream("x/chat").text("reason")).contains("--allow-local");
    }
}
