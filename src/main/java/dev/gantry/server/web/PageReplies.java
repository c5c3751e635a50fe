package dev.gantry.server.web;

import dev.gantry.server.web.ui.Asset;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Answers to browsers. */
final class PageReplies {
    /** Nothing from elsewhere, nothing in line, nothing around it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                    + "img-src 'self' data:; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    private PageReplies() {}

    static void html(HttpServerRequest request, int status, String html) {
        guard(request.response().headers())
                .set("Cache-Control", "no-store")
                .set("Content-Type", "text/html; charset=utf-8");
        request.response().setStatusCode(status).end(html);
    }

    /** The browser is to ask for that, with GET. */
    static void see(HttpServerRequest request, String path) {
        guard(request.response().headers()).set("Cache-Control", "no-store").set("Location", path);
        request.response().setStatusCode(303).end();
    }

    /** A script on the page asks, and the page is to go elsewhere. */
    static void leave(HttpServerRequest request, String path) {
        guard(request.response().headers())
                .set("Cache-Control", "no-store")
                .set("HX-Redirect", path);
        request.response().setStatusCode(401).end();
    }

    static void asset(HttpServerRequest request, Asset asset) {
        guard(request.response().headers())
                .set("Cache-Control", "public, max-age=31536000, immutable")
                .set("ETag", asset.tag());
        if (asset.tag().equals(request.headers().get("if-none-match"))) {
            request.response().setStatusCode(304).end();
        } else {
            request.response()
                    .putHeader("Content-Type", asset.type())
                    .end(Buffer.buffer(asset.bytes()));
        }
    }

    /**
     * The referrer stays here. With {@code no-referrer} browsers would not tell the origin of a
     * form either, by which the door knows whose page it is.
     */
    private static MultiMap guard(MultiMap headers) {
        return headers.set("Content-Security-Policy", POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
    }
}
