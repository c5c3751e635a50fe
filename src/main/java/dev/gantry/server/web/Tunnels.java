package dev.gantry.server.web;

import dev.gantry.server.dispatch.Claimant;
import dev.gantry.server.dispatch.Demand;
import dev.gantry.server.dispatch.Refusal;
import dev.gantry.server.dispatch.Result;
import dev.gantry.server.dispatch.Target;
import dev.gantry.server.dispatch.Ticket;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Asking;
import dev.gantry.server.gateway.Place;
import dev.gantry.server.gateway.RequestBody;
import dev.gantry.server.gateway.Route;
import dev.gantry.server.registry.ApiKey;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WebSockets to the paths of one upstream: frames go both ways until one side ends it. */
final class Tunnels {
    private static final short GOING_AWAY = 1001;

    private final Gateway gateway;

    Tunnels(Gateway gateway) {
        this.gateway = gateway;
    }

    void open(Incoming incoming, Route.Direct route, ApiKey key) {
        Asking asking = Asking.of(route, "POST", incoming.field("x-gantry-lane"));
        RequestBody nothing = RequestBody.opaque(new byte[0]);
        long now = System.nanoTime();
        Optional<ApiError> refusal =
                asking.refusal(key, gateway.settings().lanes(), nothing)
                        .or(() -> gateway.limits().admit(key, now));
        if (refusal.isPresent()) {
            Replies.error(incoming.request(), refusal.get());
            return;
        }
        new Tunnel(incoming, route, asking)
                .submit(asking.demand(key, gateway.settings().lanes(), nothing), now);
    }

    private final class Tunnel implements Claimant {
        private final Incoming incoming;
        private final HttpServerRequest request;
        private final Route.Direct route;
        private final Asking asking;
        private @Nullable Ticket ticket;
        private boolean gone;

        Tunnel(Incoming incoming, Route.Direct route, Asking asking) {
            this.incoming = incoming;
            this.request = incoming.request();
            this.route = route;
            this.asking = asking;
        }

        /** A request that has been read to its end becomes no WebSocket any more. */
        void submit(Demand demand, long now) {
            request.pause();
            request.response().closeHandler(_ -> gone());
            ticket = gateway.dispatcher().submit(demand, this, now);
        }

        /** The client has gone before it had its WebSocket. */
        private void gone() {
            gone = true;
            Ticket held = ticket;
            ticket = null;
            if (held != null) {
                gateway.dispatcher().withdraw(held, System.nanoTime());
            }
        }

        @Override
        public void granted(Ticket granted, Target target) {
            ticket = granted;
            granted.answered();
            gateway.catalogue()
                    .place(target.id())
                    .ifPresentOrElse(this::connect, () -> fail("it is gone"));
        }

        private void connect(Place place) {
            gateway.upstreams()
                    .resolve(place.node())
                    .compose(address ->
                            gateway.upstreams().webSockets().connect(options(place, address)))
                    .onComplete(this::accept, why -> fail(UpstreamException.of(why).words()));
        }

        private WebSocketConnectOptions options(Place place, java.net.InetAddress address) {
            WebSocketConnectOptions options = new WebSocketConnectOptions();
            options.setServer(Upstreams.server(address, place.service()));
            options.setHost(place.node().address()).setPort(place.service().port());
            options.setSsl(place.service().tls());
            String query = incoming.query().isEmpty() ? "" : "?" + incoming.query();
            options.setURI(place.service().path() + route.path() + query);
            options.setHeaders(
                    Attempt.headers(request.headers(), incoming.id(), Optional.empty())
                            .remove("sec-websocket-key")
                            .remove("sec-websocket-version")
                            .remove("sec-websocket-extensions")
                            .remove("sec-websocket-protocol")
                            .remove("origin"));
            gateway.upstreams()
                    .authorization(place.service())
                    .ifPresent(own -> options.putHeader("Authorization", own));
            String protocols = incoming.field("sec-websocket-protocol");
            if (!protocols.isEmpty()) {
                options.setSubProtocols(List.of(protocols.split("\\s*,\\s*")));
            }
            options.setAllowOriginHeader(false);
            return options;
        }

        private void accept(WebSocket upstream) {
            if (gone) {
                upstream.close(GOING_AWAY);
                return;
            }
            request.response().closeHandler(null);
            upstream.pause();
            request.toWebSocket()
                    .onComplete(
                            client -> join(client, upstream),
                            _ -> {
                                upstream.close();
                                release(Result.ABANDONED);
                            });
        }

        private void join(ServerWebSocket client, WebSocket upstream) {
            pass(client, upstream);
            pass(upstream, client);
            client.closeHandler(_ -> release(Result.SERVED));
            upstream.resume();
            client.resume();
        }

        /** Ping and pong are answered by each end for itself. */
        private void pass(WebSocketBase from, WebSocketBase to) {
            from.frameHandler(frame -> {
                if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
                    to.writeFrame(frame);
                    if (to.writeQueueFull()) {
                        from.pause();
                        to.drainHandler(_ -> from.resume());
                    }
                }
            });
            from.exceptionHandler(_ -> to.close(GOING_AWAY));
            from.endHandler(_ -> close(from, to));
        }

        private void close(WebSocketBase from, WebSocketBase to) {
            Short code = from.closeStatusCode();
            String reason = from.closeReason();
            boolean sendable = code != null && code != 1005 && code != 1006;
            Future<Void> closed =
                    sendable ? to.close(code, reason == null ? "" : reason) : to.close();
            closed.onComplete(_ -> {});
        }

        private void fail(String why) {
            release(Result.FAILED);
            Replies.error(
                    request,
                    ApiError.of(502, "upstream_failed", "no WebSocket with the upstream: " + why));
        }

        private void release(Result result) {
            Ticket held = ticket;
            ticket = null;
            if (held != null) {
                gateway.dispatcher().release(held, result, System.nanoTime());
            }
        }

        @Override
        public void refused(Ticket refused, Refusal why) {
            Replies.error(request, asking.error(why, gateway.catalogue()));
        }

        @Override
        public void revoked(Ticket revoked, Target target) {
            throw new IllegalStateException("a WebSocket is answered as soon as it is granted");
        }
    }
}
