package dev.gantry.server.web;

import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.Node;
import dev.gantry.server.gateway.ApiError;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Answers that the server gives by itself. */
final class Replies {
    /** What of an unread body is taken in before the connection is closed on it. */
    private static final long DISCARDED = 1024 * 1024;

    private Replies() {}

    static void json(HttpServerRequest request, int status, Node body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(JsonWriter.compact(body));
    }

    /** An upstream's own error, to who speaks its language. */
    static void raw(
            HttpServerRequest request, int status, MultiMap from, Buffer body, Trace trace) {
        MultiMap to = request.response().headers();
        trace.headers(to);
        for (String name : List.of("Content-Type", "Retry-After")) {
            if (from.contains(name)) {
                to.set(name, from.get(name));
            }
        }
        request.response().setStatusCode(status).end(body);
    }

    /**
     * @param tried whether all upstreams were tried, so that a client should not do it again but
     *     when they say when
     */
    static void error(HttpServerRequest request, ApiError error, Trace trace, boolean tried) {
        trace.headers(request.response().headers());
        if (tried && error.retryAfter().isEmpty()) {
            request.response().putHeader("X-Should-Retry", "false");
        }
        error(request, error);
    }

    static void error(HttpServerRequest request, ApiError error) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        error.retryAfterSeconds().ifPresent(time -> response.putHeader("Retry-After", time));
        if (error.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(error.status()).putHeader("Content-Type", "application/json");
        boolean stays = bodyless(request) && !response.headers().contains("connection");
        if (request.isEnded() || stays) {
            response.end(error.json());
        } else {
            response.putHeader("Connection", "close");
            response.end(error.json());
            discard(request);
        }
    }

    /** Behind a handshake comes what is no HTTP, and is of no use without what was refused. */
    private static boolean bodyless(HttpServerRequest request) {
        return !request.headers().contains("upgrade")
                && !request.headers().contains("content-length")
                && !request.headers().contains("transfer-encoding");
    }

    /** A client that is still writing does not read an answer from a connection that is reset. */
    private static void discard(HttpServerRequest request) {
        long[] left = {DISCARDED};
        request.endHandler(_ -> request.connection().close());
        request.handler(more -> {
            left[0] -= more.length();
            if (left[0] < 0) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
