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
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A WebSocket to a path of one upstream: frames go both ways until one side ends it. */
final class Tunnel implements Claimant, Underway {
    /** In bytes: a picture, say, which some send in one. */
    static final int LARGEST_FRAME = 16 * 1024 * 1024;

    private static final short GOING_AWAY = 1001;
    private static final short POLICY = 1008;
    private static final int SWITCHING = 101;

    private final Gateway gateway;
    private final Incoming incoming;
    private final HttpServerRequest request;
    private final Route.Direct route;
    private final Asking asking;
    private final Trace trace;
    private final Runnable closed;

    private @Nullable Ticket ticket;

    /** Where its handshake is under way, or has been. */
    private @Nullable Place place;

    /** Both ends, when there are both. */
    private List<WebSocketBase> ends = List.of();

    private long askedAt;
    private long pingedAt;
    private boolean suspected;
    private boolean over;

    /**
     * @param closed told when the client's connection is closed, which does not say so itself any
     *     more when it has become a WebSocket
     */
    Tunnel(Gateway gateway, Incoming incoming, Route.Direct route, Trace trace, Runnable closed) {
        this.gateway = gateway;
        this.incoming = incoming;
        this.request = incoming.request();
        this.route = route;
        this.trace = trace;
        this.closed = closed;
        // What has been said on one is not said again on another, as with a POST.
        this.asking = Asking.of(route, "POST", incoming.field("x-gantry-lane"));
    }

    @Override
    public Trace trace() {
        return trace;
    }

    /** A request that has been read to its end becomes no WebSocket any more. */
    void start() {
        long now = System.nanoTime();
        RequestBody nothing = RequestBody.opaque(new byte[0]);
        Optional<ApiError> refusal =
                asking.refusal(trace.key(), gateway.settings().lanes(), nothing)
                        .or(() -> gateway.limits().admit(trace.key(), now));
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        request.pause();
        request.response().closeHandler(_ -> gone());
        Demand demand = asking.demand(trace.key(), gateway.settings().lanes(), nothing);
        trace.lane(demand.lane());
        trace.submitted(now);
        ticket = gateway.dispatcher().submit(demand, this, now);
    }

    /** The client has gone before it had its WebSocket. */
    private void gone() {
        if (!over) {
            trace.abandoned();
            end(Result.ABANDONED);
        }
    }

    @Override
    public void granted(Ticket granted, Target target) {
        ticket = granted;
        granted.answered();
        trace.tried(target.id(), System.nanoTime());
        gateway.catalogue()
                .place(target.id())
                .ifPresentOrElse(this::connect, () -> failed("it is gone"));
    }

    private void connect(Place next) {
        place = next;
        askedAt = System.nanoTime();
        gateway.upstreams()
                .resolve(next.node())
                .compose(
                        address -> gateway.upstreams().webSockets().connect(options(next, address)))
                .onComplete(this::accept, this::unanswered);
    }

    private WebSocketConnectOptions options(Place at, InetAddress address) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setServer(Upstreams.server(address, at.service()));
        options.setHost(at.node().address()).setPort(at.service().port());
        options.setSsl(at.service().tls());
        String query = incoming.query().isEmpty() ? "" : "?" + incoming.query();
        options.setURI(at.service().path() + route.path() + query);
        options.setHeaders(
                Attempt.headers(request.headers(), incoming.id(), incoming.address())
                        .remove("sec-websocket-key")
                        .remove("sec-websocket-version")
                        .remove("sec-websocket-extensions")
                        .remove("sec-websocket-protocol")
                        .remove("origin"));
        gateway.upstreams()
                .authorization(at.service())
                .ifPresent(own -> options.putHeader("Authorization", own));
        String protocols = incoming.field("sec-websocket-protocol");
        if (!protocols.isEmpty()) {
            options.setSubProtocols(List.of(protocols.split("\\s*,\\s*")));
        }
        options.setAllowOriginHeader(false);
        options.setTimeout(gateway.settings().timeouts().firstByte().toMillis());
        return options;
    }

    private void accept(WebSocket upstream) {
        if (over) {
            upstream.close(GOING_AWAY);
            return;
        }
        served();
        request.response().closeHandler(null);
        trace.headers(request.response().headers());
        if (upstream.subProtocol() != null) {
            request.response().putHeader("Sec-WebSocket-Protocol", upstream.subProtocol());
        }
        upstream.pause();
        request.toWebSocket()
                .onComplete(
                        client -> join(client, upstream),
                        _ -> {
                            upstream.close();
                            gone();
                        });
    }

    private void served() {
        Place used = place;
        if (used != null) {
            gateway.servedAt(used);
        }
    }

    private void join(ServerWebSocket client, WebSocket upstream) {
        trace.firstByte(SWITCHING, System.nanoTime());
        ends = List.of(client, upstream);
        pingedAt = System.nanoTime();
        pass(client, upstream);
        pass(upstream, client);
        client.closeHandler(_ -> {
            closed.run();
            end(Result.SERVED);
        });
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
        Future<Void> closed = sendable ? to.close(code, reason == null ? "" : reason) : to.close();
        closed.onComplete(_ -> {});
    }

    /** There is no WebSocket: the upstream has its reasons, is not there, or says nothing. */
    private void unanswered(Throwable why) {
        if (over) {
            return;
        }
        long limit = gateway.settings().timeouts().firstByte().toNanos();
        if (why instanceof UpgradeRejectedException rejected && rejected.getStatus() >= 200) {
            rejected(rejected);
        } else if (System.nanoTime() - askedAt >= limit) {
            failed(
                    "no first byte in "
                            + gateway.settings().timeouts().firstByte().toSeconds()
                            + " s");
        } else {
            failed(UpstreamException.of(why).words());
        }
    }

    /** An answer like any other, for who asked for that path. */
    private void rejected(UpgradeRejectedException answer) {
        trace.firstByte(answer.getStatus(), System.nanoTime());
        served();
        end(Result.SERVED);
        Buffer body = answer.getBody() == null ? Buffer.buffer() : answer.getBody();
        Replies.raw(request, answer.getStatus(), answer.getHeaders(), body, trace);
    }

    private void failed(String why) {
        trace.failed(why);
        Place tried = place;
        if (tried != null) {
            gateway.failedAt(tried, why);
        }
        refuse(ApiError.of(502, "upstream_failed", "no WebSocket with the upstream: " + why));
    }

    private void refuse(ApiError error) {
        trace.refused(error);
        end(Result.FAILED);
        Replies.error(request, error, trace, false);
    }

    @Override
    public void refused(Ticket refused, Refusal why) {
        refuse(asking.error(why, gateway.catalogue()));
    }

    @Override
    public void revoked(Ticket revoked, Target target) {
        throw new IllegalStateException("a WebSocket is answered as soon as it is granted");
    }

    /** One that waits gives up its place, one that has a slot gives it back. */
    private void end(Result result) {
        if (over) {
            return;
        }
        over = true;
        Ticket held = ticket;
        ticket = null;
        long now = System.nanoTime();
        if (held != null && result == Result.ABANDONED) {
            gateway.dispatcher().withdraw(held, now);
        } else if (held != null) {
            gateway.dispatcher().release(held, result, now);
        }
        trace.end(now);
        gateway.ended(this);
    }

    @Override
    public void down(String id, String why) {
        Place tried = place;
        if (tried != null && ends.isEmpty() && tried.id().equals(id) && !over) {
            failed(why);
        }
    }

    @Override
    public void tick(long now) {
        Place tried = place;
        if (!ends.isEmpty()) {
            ping(now);
        } else if (tried != null && now - askedAt > Gateway.SUSPICIOUS && !suspected) {
            suspected = true;
            gateway.suspect(tried);
        }
    }

    /** Who is gone without a word is found out when nothing that is sent arrives any more. */
    private void ping(long now) {
        if (now - pingedAt > gateway.settings().timeouts().request().toNanos()) {
            pingedAt = now;
            ends.forEach(end -> end.writePing(Buffer.buffer()));
        }
    }

    @Override
    public void shutOut(ApiError why) {
        if (ends.isEmpty()) {
            trace.refused(why);
            end(Result.ABANDONED);
            Replies.error(request, why, trace, false);
        } else {
            trace.cut(why);
            ends.forEach(end -> end.close(POLICY, why.message()));
        }
    }

    @Override
    public void cutOff() {
        ends.forEach(end -> end.close(GOING_AWAY));
    }
}
