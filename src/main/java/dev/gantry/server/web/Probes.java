package dev.gantry.server.web;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.watchdog.Fetched;
import dev.gantry.server.watchdog.Fetcher;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks upstreams how they are. */
final class Probes implements Fetcher {
    private final Vertx vertx;
    private final Upstreams upstreams;

    Probes(Vertx vertx, Upstreams upstreams) {
        this.vertx = vertx;
        this.upstreams = upstreams;
    }

    @Override
    public void get(
            InferenceNode node,
            InferenceService service,
            String path,
            Duration timeout,
            Receiver receiver) {
        new Probe(service, timeout, receiver).start(node, path);
    }

    private final class Probe {
        private final InferenceService service;
        private final Receiver receiver;
        private final long began = System.nanoTime();
        private final long timer;
        private final Buffer body = Buffer.buffer();
        private @Nullable HttpClientRequest request;
        private boolean over;

        Probe(InferenceService service, Duration timeout, Receiver receiver) {
            this.service = service;
            this.receiver = receiver;
            String late = "no answer in " + timeout.toSeconds() + " s";
            this.timer =
                    vertx.setTimer(
                            timeout.toMillis(),
                            _ -> {
                                end(new Fetched.Failure(Fetched.Cause.TIMED_OUT, late));
                                reset();
                            });
        }

        void start(InferenceNode node, String path) {
            upstreams
                    .direct(node, service, HttpMethod.GET, path)
                    .onComplete(this::send, this::fail);
        }

        private void send(HttpClientRequest connected) {
            request = connected;
            if (over) {
                reset();
                return;
            }
            upstreams
                    .authorization(service)
                    .ifPresent(key -> connected.putHeader("Authorization", key));
            connected.send().onComplete(this::read, this::fail);
        }

        private void read(HttpClientResponse response) {
            response.exceptionHandler(this::fail);
            response.endHandler(_ -> answer(response.statusCode(), true));
            response.handler(more -> {
                body.appendBuffer(more);
                if (body.length() > Fetched.LONGEST_BODY) {
                    answer(response.statusCode(), false);
                    reset();
                }
            });
        }

        private void answer(int status, boolean whole) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            end(new Fetched.Answer(status, body.toString(), whole, took));
        }

        private void fail(Throwable thrown) {
            UpstreamException why = UpstreamException.of(thrown);
            end(new Fetched.Failure(cause(why.kind()), why.words()));
        }

        private void end(Fetched fetched) {
            if (!over) {
                over = true;
                vertx.cancelTimer(timer);
                receiver.accept(fetched, System.nanoTime());
            }
        }

        private void reset() {
            HttpClientRequest sent = request;
            if (sent != null) {
                sent.reset();
            }
        }
    }

    private static Fetched.Cause cause(UpstreamException.Kind kind) {
        return switch (kind) {
            case REFUSED -> Fetched.Cause.REFUSED;
            case TIMED_OUT -> Fetched.Cause.TIMED_OUT;
            case UNREACHABLE -> Fetched.Cause.UNREACHABLE;
            case UNKNOWN_HOST -> Fetched.Cause.NAME_NOT_FOUND;
            case FORBIDDEN -> Fetched.Cause.FORBIDDEN;
            case TLS -> Fetched.Cause.TLS;
            case CLOSED -> Fetched.Cause.BROKEN;
        };
    }
}
