package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chat page's requests are its key's; nothing that only looks like one is. */
class ChatSessionTest {
    private final ServerFixture fixture = new ServerFixture();
    private final ScriptedUpstream upstream = ScriptedUpstream.saying("{\"choices\":[]}");
    private String cookie = "";
    private String token = "";

    @BeforeEach
    void login() throws Exception {
        fixture.with("a", upstream);
        HttpResponse<String> in =
                fixture.send(
                        fixture.request("/login", "")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "key=" + ServerFixture.ADMIN))
                                .build());
        cookie = in.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        String page =
                fixture.send(fixture.request("/chat", "").header("Cookie", cookie).build()).body();
        token = page.replaceAll("(?s).*data-csrf=\"([^\"]+)\".*", "$1");
        assertThat(page).contains("<option value=\"llama\">");
    }

    @AfterEach
    void close() {
        fixture.close();
        upstream.close();
    }

    private int post(String path, String... fields) throws Exception {
        HttpRequest.Builder request = fixture.request(path, "");
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        return fixture.send(
                        request.POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"llama\"}"))
                                .build())
                .statusCode();
    }

    private int chat(String... fields) throws Exception {
        return post("/v1/chat/completions", fields);
    }

    private String origin() {
        return "http://127.0.0.1:" + fixture.port();
    }

    @Test
    void withCookieTokenAndOriginItIsTheKeys() throws Exception {
        assertThat(chat("Cookie", cookie, "X-Gantry-CSRF", token, "Origin", origin()))
                .isEqualTo(200);
        assertThat(chat("Cookie", cookie, "X-Gantry-CSRF", token, "Sec-Fetch-Site", "same-origin"))
                .isEqualTo(200);
        fixture.until(
                () -> fixture.logged().lines().filter(line -> line.contains("boss")).count() == 2);
        assertThat(fixture.logged()).doesNotContain(token, cookie);
        for (ScriptedUpstream.Request request : upstream.requests) {
            assertThat(request.head().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("cookie", "x-gantry-csrf");
        }
    }

    @Test
    void withLessItIsNobodys() throws Exception {
        List<Integer> answers = new ArrayList<>();
        answers.add(chat("Cookie", cookie));
        answers.add(chat("Cookie", cookie, "Origin", origin()));
        answers.add(chat("Cookie", cookie, "X-Gantry-CSRF", token));
        answers.add(chat("Cookie", cookie, "X-Gantry-CSRF", token + "x", "Origin", origin()));
        answers.add(chat("X-Gantry-CSRF", token, "Origin", origin()));
        answers.add(chat("Cookie", "gantry_session=x", "X-Gantry-CSRF", token, "Origin", origin()));
        for (String site : List.of("cross-site", "same-site", "none")) {
            answers.add(
                    chat(
                            "Cookie",
                            cookie,
                            "X-Gantry-CSRF",
                            token,
                            "Origin",
                            origin(),
                            "Sec-Fetch-Site",
                            site));
        }
        assertThat(answers).containsOnly(401);
        assertThat(
                        chat(
                                "Cookie",
                                cookie,
                                "X-Gantry-CSRF",
                                token,
                                "Origin",
                                "http://evil.example",
                                "Sec-Fetch-Site",
                                "same-origin"))
                .isEqualTo(403);
        assertThat(upstream.requests).isEmpty();
    }

    /** A wrong key is not made good by a session. */
    @Test
    void aKeyThatIsShownCounts() throws Exception {
        assertThat(
                        chat(
                                "Cookie",
                                cookie,
                                "X-Gantry-CSRF",
                                token,
                                "Origin",
                                origin(),
                                "Authorization",
                                "Bearer gk-wrong"))
                .isEqualTo(401);
    }

    @Test
    void theSessionIsForTheGatewayAlone() throws Exception {
        for (String path : List.of("/api/v1/keys", "/upstream/a/chat/x", "/completion")) {
            assertThat(post(path, "Cookie", cookie, "X-Gantry-CSRF", token, "Origin", origin()))
                    .isEqualTo(401);
        }
    }

    @Test
    void itEndsWithTheKey() throws Exception {
        fixture.store.disableKey("boss", true);
        fixture.until(
                () -> chat("Cookie", cookie, "X-Gantry-CSRF", token, "Origin", origin()) == 401);
    }
}
