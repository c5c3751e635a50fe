package dev.gantry.server.web;

import dev.gantry.server.gateway.Headers;
import dev.gantry.server.gateway.Place;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to one upstream. Says one of {@link Listener}'s ends, once, unless it is {@link
 * #cancel cancelled} before.
 */
final class Attempt {
    /** What an error's body may have; more of it is left away. */
    private static final int ERROR_BODY = 64 * 1024;

    /**
     * How many kept connections may turn out to be dead before that counts as a failure: those of
     * one age die together.
     */
    private static final int STALE = 8;

    /**
     * What is sent.
     *
     * @param safe whether it may be sent again
     * @param anyStatus whether an error is an answer like any other
     */
    record Outgoing(
            HttpMethod method,
            String uri,
            MultiMap headers,
            Buffer body,
            boolean safe,
            boolean anyStatus) {

        /** Without what need not be sent any more. */
        private Outgoing sent() {
            return new Outgoing(method, uri, headers, Buffer.buffer(), safe, anyStatus);
        }
    }

    /** Who has asked for it. */
    interface Listener {
        /**
         * The answer is one to pass on, and its first byte is here. The body comes through {@link
         * HttpClientResponse}'s handlers, which are set in here; it is paused before.
         */
        void answered(HttpClientResponse head, Buffer first, boolean complete);

        /** An answer that says that something is wrong. */
        void error(HttpClientResponse head, Buffer body);

        /** No answer, in words. */
        void failed(String why);
    }

    private final Upstreams upstreams;
    private final Place place;
    private Outgoing outgoing;
    private final Listener listener;
    private @Nullable HttpClientRequest request;
    private int stale;
    private boolean written;
    private boolean over;

    Attempt(Upstreams upstreams, Place place, Outgoing outgoing, Listener listener) {
        this.upstreams = upstreams;
        this.place = place;
        this.outgoing = outgoing;
        this.listener = listener;
    }

    Place place() {
        return place;
    }

    void start() {
        upstreams
                .request(place.node(), place.service(), outgoing.method(), outgoing.uri())
                .onComplete(this::send, why -> fail(UpstreamException.of(why).words()));
    }

    /** Nobody wants it any more: the upstream is told by closing its connection. */
    void cancel() {
        over = true;
        HttpClientRequest sent = request;
        if (sent != null) {
            sent.reset();
        }
    }

    /** It takes too long, or its upstream is known to be down. */
    void giveUp(String why) {
        if (!over) {
            cancel();
            listener.failed(why);
        }
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        written = false;
        // What goes wrong, the response tells; without this it would be printed besides.
        connected.exceptionHandler(_ -> {});
        if (over) {
            connected.reset();
            return;
        }
        boolean reused = upstreams.reused(connected);
        connected.headers().addAll(outgoing.headers());
        upstreams
                .authorization(place.service())
                .ifPresent(key -> connected.putHeader("Authorization", key));
        connected
                .response()
                .onComplete(this::receive, why -> lost(UpstreamException.of(why), reused));
        (outgoing.body().length() == 0 ? connected.end() : connected.end(outgoing.body()))
                .onSuccess(_ -> written = true);
    }

    /** A kept connection that was closed meanwhile says nothing about the upstream. */
    private void lost(UpstreamException why, boolean reused) {
        boolean again =
                !over
                        && reused
                        && outgoing.safe()
                        && why.kind() == UpstreamException.Kind.CLOSED
                        && stale < STALE;
        if (again) {
            stale++;
            start();
        } else {
            fail(why.words());
        }
    }

    private void fail(String why) {
        if (!over) {
            over = true;
            listener.failed(why);
        }
    }

    private void receive(HttpClientResponse head) {
        if (over) {
            return;
        }
        head.exceptionHandler(why -> fail(UpstreamException.of(why).words()));
        int status = head.statusCode();
        if (status < 200 || status > 599) {
            giveUp("it answers " + status + ", which is no answer to this");
        } else if (status >= 400 && !outgoing.anyStatus()) {
            collectError(head);
        } else {
            awaitFirstByte(head);
        }
    }

    private void collectError(HttpClientResponse head) {
        Buffer body = Buffer.buffer();
        head.exceptionHandler(_ -> error(head, body));
        head.endHandler(_ -> error(head, body));
        head.handler(more -> {
            if (body.length() + more.length() <= ERROR_BODY) {
                body.appendBuffer(more);
            }
        });
    }

    /**
     * Its answer has come, all of it. One that came before all of the request was taken leaves the
     * rest of that in the way of whatever else the connection would carry.
     */
    void ended() {
        HttpClientRequest sent = request;
        if (sent != null && !written) {
            sent.connection().close();
        }
    }

    private void error(HttpClientResponse head, Buffer body) {
        if (!over) {
            over = true;
            ended();
            listener.error(head, body);
        }
    }

    private void awaitFirstByte(HttpClientResponse head) {
        head.endHandler(_ -> pass(head, Buffer.buffer(), true));
        head.handler(first -> {
            head.pause();
            pass(head, first, false);
        });
    }

    private void pass(HttpClientResponse head, Buffer first, boolean complete) {
        if (!over) {
            over = true;
            outgoing = outgoing.sent();
            listener.answered(head, first, complete);
        }
    }

    /** The fields of a client's request that go on. */
    static MultiMap headers(MultiMap from, String id, Optional<String> forwardedFor) {
        Set<String> named = Headers.named(from.getAll("connection"));
        MultiMap to = MultiMap.caseInsensitiveMultiMap();
        for (Map.Entry<String, String> field : from) {
            if (Headers.goesUp(field.getKey(), named)) {
                to.add(field.getKey(), field.getValue());
            }
        }
        to.set("X-Request-Id", id);
        forwardedFor.ifPresent(client -> to.set("X-Forwarded-For", client));
        return to;
    }
}
