package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.RegistryEvent;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages, as a browser gets them. */
class DashboardTest {
    private ServerFixture fixture = new ServerFixture();

    /** What a browser that is logged in has. */
    private record Login(String cookie, String token) {}

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = fixture.request(path, "").header("Accept", "text/html");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return fixture.send(request(path, cookie).build());
    }

    private HttpResponse<String> post(String path, String cookie, String form) throws Exception {
        return fixture.send(
                request(path, cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    private Login login() throws Exception {
        HttpResponse<String> in = post("/login", "", "key=" + ServerFixture.ADMIN);
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in)).isEqualTo("/");
        String cookie = in.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        return new Login(cookie, token(get("/keys", cookie).body()));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("location").orElse("");
    }

    private static String token(String page) {
        return page.replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nodes/a", "/keys", "/events", "/chat"})
    void withoutASessionThereIsOnlyTheLogin(String path) throws Exception {
        HttpResponse<String> sent = get(path, "");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(location(sent)).isEqualTo("/login");
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
        Login login = login();
        String page = get("/", login.cookie()).body();
        assertThat(page).contains("boss", "Log out").doesNotContain(ServerFixture.ADMIN);
        assertThat(get("/login", "").body()).doesNotContain("Overview</a>");
    }

    @Test
    void behindHttpsTheCookieIsForHttpsAlone() throws Exception {
        HttpResponse<String> in =
                fixture.send(
                        request("/login", "")
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
        Login login = login();
        HttpResponse<String> out = post("/logout", login.cookie(), "csrf=" + login.token());
        assertThat(location(out)).isEqualTo("/login");
        assertThat(out.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(get("/", login.cookie()).statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWithItsKeyForGood() throws Exception {
        Login login = login();
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
        Login login = login();
        Login other = login();
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
        Login login = login();
        for (String path : new String[] {"/keys", "/login", "/logout"}) {
            HttpResponse<String> refused =
                    fixture.send(
                            request(path, login.cookie())
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
        Login login = login();
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
        assertThat(location(post(disable, login.cookie(), "csrf=" + login.token())))
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
        Login login = login();
        HttpResponse<String> again =
                post("/keys", login.cookie(), "csrf=" + login.token() + "&models=mine&" + form);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("id=\"trouble\"", said, "value=\"mine\"");
        assertThat(fixture.store.snapshot().keys()).hasSize(2);
    }

    @Test
    void aNodeIsShownAndDrained() throws Exception {
        Login login = login();
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a, ",\"aliases\":{\"gpt\":\"llama\"}");
            fixture.until(() -> get("/", login.cookie()).body().contains("badge good\">up<"));
            assertThat(get("/nodes/a", login.cookie()).body())
                    .contains("gpt → llama".replace("→", "\u00e2\u0086\u0092"), "0 / 4", ">Drain<");
            HttpResponse<String> done =
                    post("/nodes/a/drain", login.cookie(), "csrf=" + login.token());
            assertThat(location(done)).isEqualTo("/nodes/a");
            assertThat(get("/nodes/a", login.cookie()).body()).contains("draining", ">Undrain<");
            assertThat(get("/", login.cookie()).body()).contains("draining");
            post("/nodes/a/undrain", login.cookie(), "csrf=" + login.token());
            assertThat(get("/nodes/a", login.cookie()).body()).contains(">Drain<");
        }
    }

    @Test
    void requestsAreSeenWhileTheyLastAndAfterwards() throws Exception {
        Login login = login();
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

    private String live(Login login) throws Exception {
        return get("/ui/fragments/overview", login.cookie()).body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/keys",
                "/events",
                "/chat",
                "/login",
                "/nodes/none",
                "/nowhere",
                "/ui/fragments/overview",
                "/ui/fragments/events",
                "/ui/fragments/nodes/none"
            })
    void everyPageKeepsStrangersOut(String path) throws Exception {
        HttpResponse<String> page = get(path, login().cookie());
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(page.headers().firstValue("referrer-policy")).contains("same-origin");
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .doesNotContain(" style=", " onclick=", "http://", "https://")
                .doesNotContainPattern("<script>|<style|<script[^>]*>[^<]");
    }

    @Test
    void assetsAreKeptForEver() throws Exception {
        String page = get("/", login().cookie()).body();
        var links =
                java.util.regex.Pattern.compile("(?:src|href)=\"(/ui/assets/[^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(link -> link.group(1))
                        .toList();
        assertThat(links).hasSize(4);
        for (String link : links) {
            HttpResponse<String> asset = get(link, "");
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("cache-control").orElseThrow())
                    .contains("immutable");
            String tag = asset.headers().firstValue("etag").orElseThrow();
            HttpResponse<String> again =
                    fixture.send(request(link, "").header("If-None-Match", tag).build());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(get(link.replaceFirst("\\.[0-9a-f]{16}\\.", ".0."), "").statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onfocus='x",
                "a\u202Egnp.exe",
                "javascript:alert(1)",
                "${7*7}<u>",
                "</table></main>",
                "\u0000\u001b[31m"
            })
    void namesAreNothingButNames(String name) throws Exception {
        Login login = login();
        fixture.store.record(new RegistryEvent(0, Instant.now(), name, name, name, name));
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            a.health = 500;
            fixture.store.put(HostileNodes.named(name, a.port()));
            String path =
                    "/nodes/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            fixture.until(() -> get("/", login.cookie()).body().contains("badge bad\">down<"));
            plain(get("/", login.cookie()).body(), name);
            plain(get("/events", login.cookie()).body(), name);
            HttpResponse<String> node = get(path, login.cookie());
            if (node.statusCode() != 400) {
                assertThat(node.statusCode()).isEqualTo(200);
                plain(node.body(), name);
            }
        }
        plain(
                post(
                                "/keys",
                                login.cookie(),
                                "csrf="
                                        + login.token()
                                        + "&role=user&name="
                                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        + "&lanes="
                                        + URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .body(),
                name);
    }

    /** No more tags and attributes than with a name that is harmless, and no hidden character. */
    private static void plain(String page, String name) {
        assertThat(page).doesNotContain("<script>", "<img", "<u>", "\u0000", "\u001b");
        assertThat(page).doesNotContain("\u00e2\u0080\u00ae");
        assertThat(page).doesNotContainPattern("<[a-z][^>]* onfocus='");
        assertThat(page.split("</main>", -1)).hasSize(2);
        if (name.contains("<")) {
            assertThat(page).doesNotContain(name);
        }
    }

    @Test
    void whoIsLostIsToldSo() throws Exception {
        Login login = login();
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
        assertThat(post("/keys/user/disable", "", "csrf=" + token(page)).statusCode())
                .isEqualTo(303);
        assertThat(fixture.store.snapshot().keys().values()).anyMatch(key -> key.disabled());
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() throws Exception {
        Login login = login();
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
