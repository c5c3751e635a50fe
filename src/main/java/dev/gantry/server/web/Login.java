package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.web.ui.Assets;
import dev.gantry.server.web.ui.Frame;
import dev.gantry.server.web.ui.Pages;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The way into the dashboard, with a key, and out of it. */
final class Login {
    private final Keys keys;
    private final Assets assets;
    private final LoginAttempts attempts = new LoginAttempts();

    Login(Keys keys, Assets assets) {
        this.keys = keys;
        this.assets = assets;
    }

    void show(HttpServerRequest request) {
        page(request, 200, "");
    }

    private void page(HttpServerRequest request, int status, String trouble) {
        Frame frame = new Frame("Log in", "", false, "", "", assets);
        PageReplies.html(request, status, Pages.login(frame, trouble));
    }

    void enter(Incoming incoming, PageForm form) {
        HttpServerRequest request = incoming.request();
        String address = request.remoteAddress().host();
        long now = System.nanoTime();
        if (!attempts.may(address, now)) {
            page(request, 429, "Too many wrong keys from this address. Wait a minute.");
            return;
        }
        Optional<ApiKey> key = keys.of(form.text("key"));
        Optional<ApiError> refusal = Keys.refusal(key, true);
        if (refusal.isEmpty() && key.isPresent()) {
            keys.sessions().end(incoming.cookie(Sessions.COOKIE));
            String secret = keys.sessions().begin(key.get(), now);
            request.response().putHeader("Set-Cookie", cookie(incoming, secret));
            PageReplies.see(request, "/");
        } else {
            attempts.failed(address, now);
            page(request, 403, words(key));
        }
    }

    private static String words(Optional<ApiKey> key) {
        if (key.isEmpty()) {
            return "There is no such key.";
        }
        return key.get().disabled()
                ? "This key has been disabled."
                : "This key is for inference alone. The dashboard wants one with the role admin.";
    }

    void leave(Incoming incoming) {
        keys.sessions().end(incoming.cookie(Sessions.COOKIE));
        incoming.request().response().putHeader("Set-Cookie", cookie(incoming, "") + "; Max-Age=0");
        PageReplies.see(incoming.request(), keys.wanted() ? "/login" : "/");
    }

    /** Without an end of its own it goes when the browser does. */
    private static String cookie(Incoming incoming, String value) {
        boolean secure = incoming.field("x-forwarded-proto").equals("https");
        return Sessions.COOKIE
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
