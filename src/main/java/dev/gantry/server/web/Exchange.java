package dev.gantry.server.web;

import dev.gantry.server.dispatch.Claimant;
import dev.gantry.server.dispatch.Demand;
import dev.gantry.server.dispatch.Refusal;
import dev.gantry.server.dispatch.Result;
import dev.gantry.server.dispatch.Target;
import dev.gantry.server.dispatch.Ticket;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Asking;
import dev.gantry.server.gateway.ErrorShape;
import dev.gantry.server.gateway.Place;
import dev.gantry.server.gateway.RequestBody;
import dev.gantry.server.gateway.Route;
import dev.gantry.server.registry.ApiKey;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client, from its body to the end of its answer. Until the first byte of an
 * answer has gone to the client, another upstream may be tried; after it, never.
 */
final class Exchange implements Claimant, Attempt.Listener, Underway {
    private static final ApiError OWN_KEY =
            ApiError.of(502, "upstream_refused", "the upstream refuses the gateway's own key");

    private final Gateway gateway;
    private final Incoming incoming;
    private final HttpServerRequest request;
    private final Route route;
    private final Asking asking;
    private final ApiKey key;
    private final Trace trace;

    private final Intake intake;

    private @Nullable MultiMap headers;
    private @Nullable Ticket ticket;
    private @Nullable Attempt attempt;
    private @Nullable Pipe pipe;

    /** The last thing that an upstream said against it. */
    private Optional<ApiError> lastError = Optional.empty();

    private long heardAt = System.nanoTime();
    private boolean suspected;
    private boolean over;

    Exchange(Gateway gateway, Incoming incoming, Route route, Asking asking, Trace trace) {
        this.gateway = gateway;
        this.incoming = incoming;
        this.request = incoming.request();
        this.route = route;
        this.asking = asking;
        this.key = trace.key();
        this.trace = trace;
        this.intake = gateway.intake(this::submit, this::refuse);
    }

    @Override
    public Trace trace() {
        return trace;
    }

    void start() {
        request.response().closeHandler(_ -> gone());
        request.response().exceptionHandler(_ -> gone());
        intake.start(request, kind(), incoming.field("content-type"));
    }

    private void heard() {
        heardAt = System.nanoTime();
    }

    private Route.Body kind() {
        return switch (route) {
            case Route.Work work -> work.body();
            case Route.Native own -> own.body();
            case Route.Direct _, Route.Models _, Route.Model _, Route.WrongMethod _, Route.None _ ->
                    Route.Body.OPAQUE;
        };
    }

    private void submit(RequestBody read) {
        trace.model(read.model());
        long now = System.nanoTime();
        Optional<ApiError> refusal =
                asking.refusal(key, gateway.settings().lanes(), read)
                        .or(() -> gateway.limits().admit(key, now));
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        MultiMap fields = Attempt.headers(request.headers(), trace.id(), incoming.address());
        if (!request.method().equals(HttpMethod.GET)) {
            // What an answer has cost, and what an error says, is read in passing.
            fields.remove("Accept-Encoding");
        }
        headers = fields;
        Demand demand = asking.demand(key, gateway.settings().lanes(), read);
        trace.lane(demand.lane());
        trace.submitted(now);
        ticket = gateway.dispatcher().submit(demand, this, now);
    }

    @Override
    public void granted(Ticket granted, Target target) {
        ticket = granted;
        Optional<Place> place = gateway.catalogue().place(target.id());
        if (place.isEmpty()) {
            gateway.dispatcher().retry(granted, System.nanoTime());
            return;
        }
        trace.tried(target.id(), System.nanoTime());
        Attempt next = new Attempt(gateway.upstreams(), place.get(), outgoing(place.get()), this);
        attempt = next;
        suspected = false;
        heard();
        next.start();
    }

    private Attempt.Outgoing outgoing(Place place) {
        RequestBody body = intake.body();
        byte[] bytes = body.naming(place.modelOf(body.model()));
        MultiMap to = headers == null ? MultiMap.caseInsensitiveMultiMap() : headers;
        String path = route instanceof Route.Direct direct ? direct.path() : incoming.path();
        return new Attempt.Outgoing(
                request.method(),
                incoming.query().isEmpty() ? path : path + "?" + incoming.query(),
                to,
                Buffer.buffer(bytes),
                asking.safe(),
                route instanceof Route.Direct);
    }

    @Override
    public void refused(Ticket refused, Refusal why) {
        ticket = null;
        attempt = null;
        boolean tried = refused.failures() > 0;
        refuse(
                tried
                        ? lastError.orElseGet(this::allFailed)
                        : asking.error(why, gateway.catalogue()));
    }

    private ApiError allFailed() {
        return ApiError.of(502, "upstream_failed", "no upstream answers: " + trace.failures());
    }

    @Override
    public void revoked(Ticket revoked, Target target) {
        trace.revoked();
        Attempt taken = attempt;
        attempt = null;
        if (taken != null) {
            taken.cancel();
        }
    }

    @Override
    public void answered(HttpClientResponse head, Buffer first, boolean complete) {
        Ticket holder = ticket;
        if (over || holder == null) {
            return;
        }
        holder.answered();
        trace.firstByte(head.statusCode(), System.nanoTime());
        heard();
        Pipe begun = new Pipe(head, request.response(), this::heard, this::ended, this::broke);
        pipe = begun;
        intake.forget();
        trace.counting(begun.usage());
        decorate(head);
        begun.start(first, complete);
    }

    private void decorate(HttpClientResponse head) {
        MultiMap to = request.response().headers();
        Pipe.copyHead(head, request.response());
        trace.headers(to);
        gateway.limits().headers(key, System.nanoTime()).forEach(to::set);
    }

    @Override
    public void error(HttpClientResponse head, Buffer answer) {
        if (over) {
            return;
        }
        int status = head.statusCode();
        Optional<String> retryAfter = Optional.ofNullable(head.headers().get("retry-after"));
        ApiError said = ErrorShape.of(status, retryAfter, answer.getBytes());
        if (status == 401 || status == 403) {
            lastError = Optional.of(OWN_KEY);
            failed("it answers " + status);
        } else if ((status >= 500 && status != 501) || status == 429 || status == 408) {
            lastError = Optional.of(said);
            failed("it answers " + status);
        } else {
            finish(Result.SERVED);
            if (route instanceof Route.Native) {
                trace.refused(said);
                Replies.raw(request, status, head.headers(), answer, trace);
                done();
            } else {
                refuse(said);
            }
        }
    }

    @Override
    public void failed(String why) {
        Ticket holder = ticket;
        if (over || holder == null) {
            return;
        }
        Attempt tried = attempt;
        attempt = null;
        if (tried != null) {
            trace.failed(why);
            gateway.failedAt(tried.place(), why);
        }
        long now = System.nanoTime();
        if (asking.safe()) {
            gateway.dispatcher().retry(holder, now);
        } else {
            finish(Result.FAILED);
            refuse(lastError.orElseGet(this::allFailed));
        }
    }

    private void ended() {
        Attempt used = attempt;
        if (used != null) {
            used.ended();
            gateway.servedAt(used.place());
        }
        finish(Result.SERVED);
        done();
    }

    private void broke(String why) {
        trace.broke(why);
        Attempt tried = attempt;
        if (tried != null) {
            gateway.failedAt(tried.place(), why);
        }
        finish(Result.FAILED);
        done();
    }

    /** The client has gone. */
    private void gone() {
        if (!over) {
            trace.abandoned();
            withdraw();
            done();
        }
    }

    /** Nobody waits for the upstream any more; how it takes that, says nothing about it. */
    private void withdraw() {
        Pipe begun = pipe;
        if (begun != null) {
            begun.abandon();
        }
        Attempt running = attempt;
        if (running != null) {
            running.cancel();
        }
        Ticket held = ticket;
        ticket = null;
        if (held != null) {
            gateway.dispatcher().withdraw(held, System.nanoTime());
        }
    }

    @Override
    public void shutOut(ApiError why) {
        withdraw();
        Pipe begun = pipe;
        if (begun == null) {
            refuse(why);
        } else {
            trace.cut(why);
            begun.cut(why);
            done();
        }
    }

    private void finish(Result result) {
        Ticket holder = ticket;
        ticket = null;
        if (holder != null) {
            gateway.dispatcher().release(holder, result, System.nanoTime());
        }
    }

    private void refuse(ApiError error) {
        if (!over) {
            trace.refused(error);
            Replies.error(request, error, trace, lastError.isPresent());
            done();
        }
    }

    private void done() {
        if (!over) {
            over = true;
            intake.forget();
            closeAtEnd();
            trace.end(System.nanoTime());
            gateway.ended(this);
        }
    }

    /** HTTP/1.0 knows the end of an answer without a length by that of the connection alone. */
    private void closeAtEnd() {
        boolean old = request.version() == HttpVersion.HTTP_1_0;
        if (old && pipe != null && !request.response().headers().contains("content-length")) {
            request.connection().close();
        }
    }

    @Override
    public void down(String id, String why) {
        Attempt running = attempt;
        if (running != null && pipe == null && running.place().id().equals(id)) {
            running.giveUp(why);
        }
    }

    /** Its connection is closed, which says it all. */
    @Override
    public void cutOff() {}

    @Override
    public void tick(long now) {
        long silent = now - heardAt;
        Timeouts limits = gateway.settings().timeouts();
        Pipe running = pipe;
        Attempt trying = attempt;
        if (intake.coming()) {
            intake.tick(now, limits.request());
        } else if (running != null) {
            if (silent > limits.idle().toNanos() && running.held()) {
                // Who takes nothing of an answer must not keep the upstream from others.
                gone();
                request.connection().close();
            } else if (silent > limits.idle().toNanos()) {
                running.breakOff("no further byte for " + limits.idle().toSeconds() + " s");
                if (trying != null) {
                    trying.cancel();
                }
            }
        } else if (trying != null) {
            if (silent > limits.firstByte().toNanos()) {
                trying.giveUp("no first byte in " + limits.firstByte().toSeconds() + " s");
            } else if (silent > Gateway.SUSPICIOUS && !suspected) {
                suspected = true;
                gateway.suspect(trying.place());
            }
        }
    }
}
