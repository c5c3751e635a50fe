package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.RegistryEvent;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no page may let in, whatever it shows. */
class PagesTest {
    private final ServerFixture fixture = new ServerFixture();
    private final PageClient client = new PageClient(fixture);

    @AfterEach
    void close() {
        fixture.close();
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
        HttpResponse<String> page = client.get(path, client.login().cookie());
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
        String page = client.get("/", client.login().cookie()).body();
        var links =
                Pattern.compile("(?:src|href)=\"(/ui/assets/[^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(link -> link.group(1))
                        .toList();
        assertThat(links).hasSize(4);
        for (String link : links) {
            HttpResponse<String> asset = client.get(link, "");
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("cache-control").orElseThrow())
                    .contains("immutable");
            String tag = asset.headers().firstValue("etag").orElseThrow();
            HttpResponse<String> again =
                    fixture.send(client.request(link, "").header("If-None-Match", tag).build());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(client.get(link.replaceFirst("\\.[0-9a-f]{16}\\.", ".0."), "").statusCode())
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
        PageClient.Login login = client.login();
        fixture.store.record(new RegistryEvent(0, Instant.now(), name, name, name, name));
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            a.health = 500;
            fixture.store.put(HostileNodes.named(name, a.port()));
            String path =
                    "/nodes/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            fixture.until(
                    () -> client.get("/", login.cookie()).body().contains("badge bad\">down<"));
            plain(client.get("/", login.cookie()).body(), name);
            plain(client.get("/events", login.cookie()).body(), name);
            HttpResponse<String> node = client.get(path, login.cookie());
            if (node.statusCode() != 400) {
                assertThat(node.statusCode()).isEqualTo(200);
                plain(node.body(), name);
            }
        }
        plain(wrongKey(login, name), name);
    }

    /** A key of that name, for lanes of that name, which nobody makes. */
    private String wrongKey(PageClient.Login login, String name) throws Exception {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        String form = "csrf=" + login.token() + "&role=user&name=" + encoded + "&lanes=" + encoded;
        return client.post("/keys", login.cookie(), form).body();
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
}
