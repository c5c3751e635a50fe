package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real browser with one page, driven over its DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Key to its virtual code. */
    private static final Map<String, Integer> KEYS =
            Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowDown", 40);

    private final Process process;
    private final DevTools page;

    private Chromium(Process process, DevTools page) {
        this.process = process;
        this.page = page;
    }

    /**
     * One that runs. Debian's package is installed when it is missing.
     *
     * @param profile a folder that is not there yet
     */
    static Chromium in(Path profile) throws IOException, InterruptedException {
        install();
        Process process =
                Command.of(
                                Path.of("/"),
                                PROGRAM.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .start();
        DevTools page = DevTools.connect(pageOf(endpoint(process)));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            page.call(domain + ".enable", Json.object());
        }
        return new Chromium(process, page);
    }

    private static void install() {
        if (Files.exists(PROGRAM)) {
            return;
        }
        Command install =
                Command.of(
                                Path.of("/"),
                                "apt-get",
                                "install",
                                "-y",
                                "-q",
                                "-o",
                                "DPkg::Lock::Timeout=600",
                                "--no-install-recommends",
                                "chromium",
                                "fonts-dejavu-core")
                        .with(Map.of("DEBIAN_FRONTEND", "noninteractive"));
        if (install.run().exit() != 0) {
            Command.of(Path.of("/"), "apt-get", "update", "-q").run().exits(0);
            install.run().exits(0);
        }
    }

    /** {@code http://127.0.0.1:PORT}, as it says when it is ready. */
    private static String endpoint(Process process) throws IOException {
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith("DevTools listening on ws://")) {
            line = said.readLine();
        }
        assertThat(line).as("chromium starts").isNotNull();
        // So that it does not wait for a reader.
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return "http://" + URI.create(String.valueOf(line).substring(22)).getAuthority();
    }

    private static URI pageOf(String endpoint) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String targets =
                    client.send(
                                    HttpRequest.newBuilder(URI.create(endpoint + "/json/list"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            return Fields.listOf(JsonReader.read("targets", targets)).stream()
                    .filter(target -> target.text("type").equals("page"))
                    .map(target -> URI.create(target.text("webSocketDebuggerUrl")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Goes there, and waits until the page is whole. */
    void open(String url) {
        page.call("Page.navigate", Json.object().put("url", Json.of(url)));
        await("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** What an expression is, as text. */
    String ask(String expression) {
        return evaluate("String(" + expression + ")").map("result").text("value");
    }

    private Fields evaluate(String script) {
        return page.call(
                "Runtime.evaluate",
                Json.object()
                        .put("expression", Json.of(script))
                        .put("awaitPromise", Json.of(true))
                        .put("returnByValue", Json.of(true)));
    }

    /** Waits until this holds; also while the page becomes another. */
    void await(String condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String watch =
                """
                new Promise(told => { const look = () => {
                  let so = false;
                  try { so = %s; } catch { }
                  if (so) told(true); else setTimeout(look, 25);
                }; look(); setTimeout(() => told(false), 2000); })\
                """
                        .formatted(condition);
        while (!evaluate(watch).map("result").flag("value")) {
            assertThat(System.nanoTime())
                    .as("%s, in %s", condition, ask("document.body.innerText"))
                    .isLessThan(end);
        }
    }

    /** Presses keys, one after the other. */
    void press(String... keys) {
        for (String key : keys) {
            send("keyDown", key);
            send("keyUp", key);
        }
    }

    private void send(String what, String key) {
        MapNode.Builder event =
                Json.object()
                        .put("type", Json.of(what))
                        .put("key", Json.of(key))
                        .put("code", Json.of(key))
                        .put("windowsVirtualKeyCode", Json.of(KEYS.getOrDefault(key, 0)));
        if (key.equals("Enter")) {
            event.put("text", Json.of("\r"));
        }
        page.call("Input.dispatchKeyEvent", event);
    }

    /** Presses Tab until the focus is there. */
    void tabTo(String selector) {
        for (int i = 0; i < 60; i++) {
            if (ask("document.activeElement.matches(" + quoted(selector) + ")").equals("true")) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    /** Writes into what has the focus. */
    void type(String text) {
        page.call("Input.insertText", Json.object().put("text", Json.of(text)));
    }

    /** {@code dark} or {@code light}. */
    void prefer(String scheme) {
        MapNode feature =
                Json.object()
                        .put("name", Json.of("prefers-color-scheme"))
                        .put("value", Json.of(scheme))
                        .build();
        page.call(
                "Emulation.setEmulatedMedia",
                Json.object().put("features", Json.array(List.of(feature))));
    }

    /** As on a screen of that width. */
    void width(int pixels) {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Json.object()
                        .put("width", Json.of(pixels))
                        .put("height", Json.of(900))
                        .put("deviceScaleFactor", Json.of(1))
                        .put("mobile", Json.of(pixels < 600)));
    }

    /** A picture, for who wants to look. */
    void picture(Path file) throws IOException {
        String data = page.call("Page.captureScreenshot", Json.object()).text("data");
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** What the console complains of: errors, exceptions, the content security policy. */
    List<String> complaints() {
        return page.complaints();
    }

    /** The addresses of all requests so far. */
    List<String> requests() {
        return page.requests();
    }

    @Override
    public void close() {
        page.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
