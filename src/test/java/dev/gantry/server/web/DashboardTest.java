package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages, as a browser gets them. */
class DashboardTest {
    private ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return new PageClient(fixture).get(path, cookie);
    }

    private HttpResponse<String> post(String path, String cookie, String form) throws Exception {
        return new PageClient(fixture).post(path, cookie, form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nodes/a", "/keys", "/events", "/chat"})
    void withoutASessionThereIsOnlyTheLogin(String path) throws Exception {
        HttpResponse<String> sent = get(path, "");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(PageClient.location(sent)).isEqualTo("/login");
        assertThat(sent.body()).isEmpty();
        assertThat(get(path, "gantry_session=guessed").statusCode()).isEqualTo(303);
        assertThat(get("/ui/fragments" + (path.equals("/") ? "/overview" : path), "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionIsAKeysAndHasACookieThatScriptsDoNotSee() throws Exception {
        HttpResponse<String> in = post("/login", "", "key=" + ServerFixture.ADMIN);
        assertThat(in.headers().firstValue("set-cookie").orElseThrow())
                .matches("gantry_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        PageClient.Login login = new PageClient(fixture).login();
        String page = get("/", login.cookie()).body();
        assertThat(page).contains("boss", "Log out").doesNotContain(ServerFixture.ADMIN);
        assertThat(get("/login", "").body()).doesNotContain("Overview</a>");
    }

    @Test
    void behindHttpsTheCookieIsForHttpsAlone() throws Exception {
        HttpResponse<String> in =
                fixture.send(
                        new PageClient(fixture)
                                .request("/login", "")
                                .header("X-Forwarded-Proto", "https")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "key=" + ServerFixture.ADMIN))
                                .build());
        assertThat(in.headers().firstValue("set-cookie").orElseThrow()).endsWith("; Secure");
    }

    @ParameterizedTest
    @CsvSource({
        "gk-wrong, There is no such key",
        "'', There is no such key",
        "gk-user, one with the role admin"
    })
    void otherKeysDoNotOpenIt(String key, String said) throws Exception {
        HttpResponse<String> refused = post("/login", "", "key=" + key);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains(said).contains("role=\"alert\"");
        assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void whoGuessesHasToWait() throws Exception {
        for (int i = 0; i < LoginAttempts.PER_MINUTE; i++) {
            assertThat(post("/login", "", "key=gk-" + i).statusCode()).isEqualTo(403);
        }
        HttpResponse<String> refused = post("/login", "", "key=" + ServerFixture.ADMIN);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void loggingOutEndsTheSession() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        HttpResponse<String> out = post("/logout", login.cookie(), "csrf=" + login.token());
        assertThat(PageClient.location(out)).isEqualTo("/login");
        assertThat(out.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(get("/", login.cookie()).statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWithItsKeyForGood() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        assertThat(get("/", login.cookie()).statusCode()).isEqualTo(200);
        fixture.store.disableKey("boss", true);
        fixture.until(() -> get("/", login.cookie()).statusCode() == 303);
        HttpResponse<String> live = get("/ui/fragments/overview", login.cookie());
        assertThat(live.statusCode()).isEqualTo(401);
        assertThat(live.headers().firstValue("hx-redirect")).contains("/login");
        fixture.store.disableKey("boss", false);
        fixture.until(() -> post("/login", "", "key=" + ServerFixture.ADMIN).statusCode() == 303);
        assertThat(get("/", login.cookie()).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/keys", "/keys/k2/disable", "/nodes/a/drain", "/logout", "/keys/k2/enable"})
    void nothingChangesWithoutTheTokenOfTheSession(String path) throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        PageClient.Login other = new PageClient(fixture).login();
        assertThat(other.token()).isNotEqualTo(login.token());
        for (String form : new String[] {"", "csrf=", "csrf=guess", "csrf=" + other.token()}) {
            HttpResponse<String> refused = post(path, login.cookie(), form + "&name=x");
            assertThat(refused.statusCode()).isEqualTo(403);
        }
        assertThat(get("/keys", login.cookie()).statusCode()).isEqualTo(200);
        assertThat(fixture.store.snapshot().keys()).hasSize(2);
        assertThat(fixture.store.snapshot().keys().values()).noneMatch(key -> key.disabled());
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, http://evil.example",
        "Origin, null"
    })
    void formsOfOtherPagesAreRefused(String field, String value) throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        for (String path : new String[] {"/keys", "/login", "/logout"}) {
            HttpResponse<String> refused =
                    fixture.send(
                            new PageClient(fixture)
                                    .request(path, login.cookie())
                                    .header(field, value)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "name=x&csrf="
                                                            + login.token()
                                                            + "&key="
                                                            + ServerFixture.ADMIN))
                                    .build());
            assertThat(refused.statusCode()).isEqualTo(403);
        }
        assertThat(fixture.store.snapshot().keys()).hasSize(2);
    }

    @Test
    void aKeyIsMadeShownOnceDisabledAndEnabled() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        HttpResponse<String> made =
                post(
                        "/keys",
                        login.cookie(),
                        "csrf="
                                + login.token()
                                + "&name=n8n&role=user&models=a%2C+b&lanes=batch&requests=60&tokens=");
        assertThat(made.statusCode()).isEqualTo(201);
        String secret = made.body().replaceAll("(?s).*value=\"(gk-[^\"]{43})\".*", "$1");
        assertThat(fixture.send(fixture.request("/v1/models", secret).build()).statusCode())
                .isEqualTo(200);
        String page = get("/keys", login.cookie()).body();
        assertThat(page)
                .contains("n8n", "models: a, b", "lanes: batch", "60 requests a minute")
                .doesNotContain(secret);
        String disable = page.replaceAll("(?s).*action=\"(/keys/[^\"]+/disable)\".*n8n.*", "$1");
        assertThat(disable).matches("/keys/k[0-9a-f]+/disable");
        assertThat(PageClient.location(post(disable, login.cookie(), "csrf=" + login.token())))
                .isEqualTo("/keys");
        assertThat(get("/keys", login.cookie()).body()).contains("disabled</span>");
        assertThat(fixture.send(fixture.request("/v1/models", secret).build()).statusCode())
                .isEqualTo(401);
        post(disable.replace("disable", "enable"), login.cookie(), "csrf=" + login.token());
        assertThat(fixture.send(fixture.request("/v1/models", secret).build()).statusCode())
                .isEqualTo(200);
        assertThat(get("/events", login.cookie()).body())
                .contains("key.created", "key.disabled", "key.enabled")
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "name=, name",
        "name=user, already",
        "name=x&requests=many, requests_per_minute",
        "name=x&lanes=fast, There is no lane",
        "name=x&role=god, role"
    })
    void whatIsWrongIsSaidAndWhatWasWrittenStays(String form, String said) throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        HttpResponse<String> again =
                post("/keys", login.cookie(), "csrf=" + login.token() + "&models=mine&" + form);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("id=\"trouble\"", said, "value=\"mine\"");
        assertThat(fixture.store.snapshot().keys()).hasSize(2);
    }

    @Test
    void aNodeIsShownAndDrained() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a, ",\"aliases\":{\"gpt\":\"llama\"}");
            fixture.until(() -> get("/", login.cookie()).body().contains("badge good\">up<"));
            assertThat(get("/nodes/a", login.cookie()).body())
                    .contains("gpt → llama".replace("→", "\u00e2\u0086\u0092"), "0 / 4", ">Drain<");
            HttpResponse<String> done =
                    post("/nodes/a/drain", login.cookie(), "csrf=" + login.token());
            assertThat(PageClient.location(done)).isEqualTo("/nodes/a");
            assertThat(get("/nodes/a", login.cookie()).body()).contains("draining", ">Undrain<");
            assertThat(get("/", login.cookie()).body()).contains("draining");
            post("/nodes/a/undrain", login.cookie(), "csrf=" + login.token());
            assertThat(get("/nodes/a", login.cookie()).body()).contains(">Drain<");
        }
    }

    @Test
    void requestsAreSeenWhileTheyLastAndAfterwards() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            fixture.chat("{\"model\":\"llama\"}");
            fixture.until(() -> live(login).contains("badge good\">200<"));
            a.script = (_, talk) -> talk.awaitClose();
            var running =
                    fixture.client()
                            .sendAsync(
                                    fixture.request("/v1/chat/completions", ServerFixture.USER)
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "{\"model\":\"llama\"}"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            fixture.until(() -> live(login).contains(">asked<"));
            assertThat(live(login)).contains("1 / 4").doesNotContain("<html");
            running.cancel(true);
        }
    }

    private String live(PageClient.Login login) throws Exception {
        return get("/ui/fragments/overview", login.cookie()).body();
    }

    @Test
    void whoIsLostIsToldSo() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        HttpResponse<String> lost = get("/nowhere", login.cookie());
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).contains("There is no such page", "/nowhere");
        assertThat(get("/nodes/none", login.cookie()).statusCode()).isEqualTo(404);
        assertThat(get("/nowhere", "").statusCode()).isEqualTo(404);
        assertThat(post("/nodes/none/drain", login.cookie(), "csrf=" + login.token()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutKeysThereIsNoLoginButStillAToken() throws Exception {
        fixture.close();
        fixture = new ServerFixture(ServerFixture.settings(false, true));
        String page = get("/keys", "").body();
        assertThat(page).contains("boss").doesNotContain("Log out");
        assertThat(post("/keys/user/disable", "", "").statusCode()).isEqualTo(403);
        assertThat(post("/keys/user/disable", "", "csrf=" + PageClient.token(page)).statusCode())
                .isEqualTo(303);
        assertThat(fixture.store.snapshot().keys().values()).anyMatch(key -> key.disabled());
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() throws Exception {
        PageClient.Login login = new PageClient(fixture).login();
        fixture.store.fail(new dev.gantry.diag.OperationException("the disk is full", "make room"));
        fixture.until(() -> live(login).contains("has not answered since"));
        assertThat(get("/events", login.cookie()).body()).contains("the disk is full");
        HttpResponse<String> failed =
                post("/keys/k2/disable", login.cookie(), "csrf=" + login.token());
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).contains("the disk is full");
        fixture.store.heal();
        fixture.until(() -> !live(login).contains("has not answered since"));
    }
}
