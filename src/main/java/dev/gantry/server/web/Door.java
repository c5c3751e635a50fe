package dev.gantry.server.web;

import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Origins;
import dev.gantry.server.gateway.Paths;
import dev.gantry.server.gateway.Route;
import dev.gantry.server.gateway.Routes;
import dev.gantry.server.registry.ApiKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Where all requests come in: what is unsound, or from where it must not come, goes no further. */
final class Door {
    private static final int HEADERS = 32 * 1024;
    private static final int REQUEST_LINE = 8 * 1024;

    private final Gateway gateway;
    private final Keys keys;
    private final Origins origins;
    private final Connections connections;
    private final List<Room> rooms;
    private final HttpServer server;
    private final SplittableRandom ids = new SplittableRandom();
    private boolean closing;

    Door(Vertx vertx, Control control, Origins origins, List<Room> rooms) {
        this.gateway = control.gateway();
        this.keys = control.keys();
        this.origins = origins;
        this.connections = control.connections();
        this.rooms = List.copyOf(rooms);
        this.server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setMaxHeaderSize(HEADERS)
                                        .setMaxInitialLineLength(REQUEST_LINE)
                                        .setHttp2ClearTextEnabled(false)
                                        .setPerMessageWebSocketCompressionSupported(false)
                                        .setPerFrameWebSocketCompressionSupported(false)
                                        .setMaxWebSocketFrameSize(Tunnel.LARGEST_FRAME)
                                        .setMaxWebSocketMessageSize(Tunnel.LARGEST_FRAME)
                                        .setAcceptBacklog(4096))
                        .connectionHandler(connections::opened)
                        .invalidRequestHandler(this::invalid)
                        .requestHandler(this::accept);
    }

    /** The port that it listens on. */
    Future<Integer> open(String host, int port) {
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    /** Takes no new requests. Completes when those under way have ended. */
    Future<Boolean> close(Vertx vertx) {
        closing = true;
        Promise<Boolean> idle = Promise.promise();
        vertx.setPeriodic(
                20,
                timer -> {
                    if (gateway.activeCount() == 0) {
                        vertx.cancelTimer(timer);
                        idle.tryComplete(true);
                    }
                });
        return idle.future();
    }

    /**
     * WebSockets are told; connections are closed as soon as what was written to them has gone out.
     */
    Future<Void> shutdown() {
        gateway.cutOff();
        return server.shutdown(2, TimeUnit.SECONDS);
    }

    private void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        String said = cause == null ? "" : String.valueOf(cause.getMessage());
        int status =
                said.contains("header is larger")
                        ? 431
                        : said.contains("line is larger") ? 414 : 400;
        request.response().putHeader("Connection", "close");
        Replies.error(request, ApiError.of(status, "bad_request", "this is no sound HTTP request"));
        request.connection().close();
    }

    private void accept(HttpServerRequest request) {
        connections.began(request.connection());
        request.response().endHandler(_ -> connections.ended(request.connection()));
        Incoming incoming = Incoming.of(request, id());
        Optional<ApiError> unsound = unsound(incoming);
        if (unsound.isPresent()) {
            Replies.error(request, unsound.get());
            return;
        }
        rooms.stream()
                .filter(room -> room.has(incoming))
                .findFirst()
                .ifPresentOrElse(room -> room.handle(incoming), () -> serve(incoming));
    }

    private String id() {
        return "req_" + HexFormat.of().toHexDigits(ids.nextLong()).substring(0, 16);
    }

    private Optional<ApiError> unsound(Incoming incoming) {
        if (closing) {
            incoming.request().response().putHeader("Connection", "close");
            return Optional.of(
                    ApiError.busy(
                            503,
                            "shutting_down",
                            "this server is shutting down",
                            java.time.Duration.ofSeconds(1)));
        }
        if (!Paths.sound(incoming.path())) {
            return Optional.of(ApiError.invalid("bad_path", "this path is not a plain one"));
        }
        String host = incoming.field("host");
        if (incoming.request().headers().getAll("host").size() != 1) {
            return Optional.of(ApiError.invalid("bad_host", "it wants one Host field"));
        }
        if (incoming.request().headers().getAll("content-type").size() > 1) {
            return Optional.of(
                    ApiError.invalid("bad_content_type", "it has more than one Content-Type"));
        }
        if (!Origins.same(incoming.field("origin"), host)) {
            return Optional.of(
                    ApiError.of(403, "foreign_origin", "pages of other sites have no access here"));
        }
        // A key shows that it is no browser that was led here; everything else has to know the
        // name.
        boolean shown = keys.wanted() && incoming.key().isPresent();
        if (!shown && !origins.knows(host)) {
            return Optional.of(
                    ApiError.of(
                            421,
                            "unknown_host",
                            "this server does not go by that name; see --name"));
        }
        return Optional.empty();
    }

    private void serve(Incoming incoming) {
        Route route = Routes.of(incoming.method(), incoming.path());
        Optional<ApiKey> key = keys.of(incoming);
        Optional<ApiError> refusal = Keys.refusal(key, false);
        if (refusal.isPresent()) {
            Replies.error(incoming.request(), refusal.get());
        } else if (route instanceof Route.Direct direct
                && incoming.request().canUpgradeToWebSocket()) {
            Runnable closed = () -> connections.closed(incoming.request().connection());
            key.ifPresent(one -> gateway.tunnel(incoming, direct, one, closed));
        } else {
            key.ifPresent(one -> gateway.handle(incoming, route, one));
        }
    }
}
