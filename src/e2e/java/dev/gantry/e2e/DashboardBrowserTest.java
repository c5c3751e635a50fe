package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, with the keyboard alone. */
class DashboardBrowserTest {
    private static final String CHAT =
            "document.readyState === 'complete' && document.activeElement.id === 'question'";
    private static final String LOGGED_IN = "location.pathname === '/' && !!window.htmx";

    private final Serving server;
    private final Chromium browser;
    private final ChatUpstream upstream = new ChatUpstream();

    DashboardBrowserTest(@TempDir Path folder) throws IOException, InterruptedException {
        this.server = Serving.start(folder, "", Map.of(), "--allow-local");
        this.browser = Chromium.in(folder.resolve("profile"));
    }

    @BeforeEach
    void logIn() throws IOException, InterruptedException {
        server.node(
                "{\"name\":\"gpu1\",\"address\":\"127.0.0.1\",\"services\":[{\"name\":\"chat\",\"kind\":\"llama-cpp\",\"port\":%d}]}"
                        .formatted(upstream.port()));
        logIn(server.key());
        browser.await("document.querySelector('#live .badge.good')?.textContent === 'up'");
    }

    private void logIn(String key) {
        browser.open(server.origin());
        browser.await("location.pathname === '/login' && document.activeElement.id === 'key'");
        browser.type(key);
        browser.press("Enter");
        browser.await(LOGGED_IN);
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
        upstream.close();
    }

    /** Nothing was asked of anybody else, and the browser has no complaint. */
    private void clean() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.origin()) || url.equals("about:blank"));
        assertThat(browser.ask("document.cookie")).isEmpty();
        assertThat(browser.ask("JSON.stringify([localStorage, sessionStorage])"))
                .doesNotContain("gk-");
        assertThat(browser.ask("document.documentElement.outerHTML")).doesNotContain("gk-");
    }

    @Test
    void aNodeGoesDownBeforeTheEyesOfWhoLooks() throws IOException, InterruptedException {
        browser.tabTo("a[href=\"/nodes/gpu1\"]");
        browser.ask("window.stays = 'the same page'");
        upstream.close();
        assertThat(server.post("/v1/chat/completions", "{\"model\":\"tiny\"}").statusCode())
                .isGreaterThanOrEqualTo(500);
        browser.await("document.querySelector('#live .badge.bad')?.textContent === 'down'");
        browser.await("document.querySelector('#live .reason')?.textContent.includes('refused')");
        browser.await(
                "document.querySelector('.events .badge.bad')?.textContent === 'upstream.down'");
        assertThat(browser.ask("window.stays")).isEqualTo("the same page");
        assertThat(browser.ask("document.activeElement.getAttribute('href')"))
                .isEqualTo("/nodes/gpu1");
        clean();
    }

    @Test
    void theChatShowsAnAnswerAsItComes() {
        browser.tabTo("nav a[href=\"/chat\"]");
        browser.press("Enter");
        browser.await(CHAT);
        browser.type("How are you?");
        browser.press("Enter");
        browser.await("document.querySelector('.it .words').textContent === 'Hello <b>'");
        assertThat(browser.ask("document.querySelector('.it').getAttribute('aria-busy')"))
                .isEqualTo("true");
        upstream.goOn();
        browser.await(
                "document.querySelector('.it .words').textContent === 'Hello <b> w\u00f6rld'");
        browser.await("!document.querySelector('.it').hasAttribute('aria-busy')");
        browser.await("document.getElementById('about').textContent.includes('7 tokens')");
        assertThat(browser.ask("document.activeElement.id")).isEqualTo("question");
        browser.type("And now?");
        browser.press("Enter");
        browser.await("document.querySelectorAll('.it:not([aria-busy])').length === 2");
        assertThat(upstream.asked()).hasSize(2);
        assertThat(upstream.asked().getLast()).contains("How are you?", "w\u00f6rld", "And now?");
        clean();
    }

    @Test
    void anAnswerIsStoppedWithEscape() {
        browser.open(server.origin() + "/chat");
        browser.await(CHAT);
        browser.type("Go on for ever");
        browser.press("Enter");
        browser.await("document.querySelector('.it .words').textContent === 'Hello <b>'");
        browser.press("Escape");
        browser.await("document.getElementById('stop').disabled");
        assertThat(browser.ask("document.getElementById('trouble').hidden")).isEqualTo("true");
        clean();
    }

    @Test
    void whatIsFocusedIsSeenAndTheContentIsOneKeyAway() {
        browser.open(server.origin() + "/keys");
        browser.press("Tab");
        assertThat(browser.ask("document.activeElement.className")).isEqualTo("skip");
        assertThat(browser.ask("document.activeElement.getBoundingClientRect().left >= 0"))
                .isEqualTo("true");
        browser.press("Enter");
        browser.await("document.activeElement.id === 'main'");
        browser.tabTo("#name");
        browser.type("n8n");
        browser.press("Enter");
        browser.await("document.getElementById('secret')?.value.startsWith('gk-')");
        browser.open(server.origin() + "/nodes/gpu1");
        browser.tabTo("main form button");
        assertThat(browser.ask("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.press("Enter");
        browser.await("document.querySelector('main form button').textContent === 'Undrain'");
        clean();
    }

    @Test
    void itIsDarkForWhoWantsItAndFitsAPhone() throws IOException {
        String ground =
                "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]";
        browser.prefer("light");
        browser.picture(Path.of("target", "dashboard-light.png"));
        assertThat(Integer.parseInt(browser.ask(ground))).isGreaterThan(200);
        browser.prefer("dark");
        browser.picture(Path.of("target", "dashboard-dark.png"));
        assertThat(Integer.parseInt(browser.ask(ground))).isLessThan(60);
        browser.width(360);
        for (String path : new String[] {"/", "/nodes/gpu1", "/keys", "/events", "/chat"}) {
            browser.open(server.origin() + path);
            assertThat(Integer.parseInt(browser.ask("document.documentElement.scrollWidth")))
                    .as(path)
                    .isLessThanOrEqualTo(360);
        }
        browser.picture(Path.of("target", "dashboard-phone.png"));
        clean();
    }

    @Test
    void whoseKeyIsDisabledIsOutAtOnce() throws IOException, InterruptedException {
        String made = server.post("/api/v1/keys", "{\"name\":\"guest\",\"role\":\"admin\"}").body();
        browser.tabTo("header form button");
        browser.press("Enter");
        browser.await("location.pathname === '/login'");
        logIn(Fields.of(JsonReader.read("key", made)).text("key"));
        assertThat(server.post("/api/v1/keys/guest/disable", "").statusCode()).isBetween(200, 299);
        browser.await("location.pathname === '/login'");
        browser.open(server.origin() + "/keys");
        assertThat(browser.ask("location.pathname")).isEqualTo("/login");
    }
}
