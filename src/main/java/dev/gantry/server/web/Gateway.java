package dev.gantry.server.web;

import dev.gantry.server.dispatch.Dispatcher;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Asking;
import dev.gantry.server.gateway.Catalogue;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.gateway.Place;
import dev.gantry.server.gateway.RateLimits;
import dev.gantry.server.gateway.RequestBody;
import dev.gantry.server.gateway.Route;
import dev.gantry.server.registry.ApiKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes requests to upstreams, and knows all that are under way. */
final class Gateway {
    /** After how long without a first byte an upstream is asked whether it is well. */
    static final long SUSPICIOUS = Duration.ofSeconds(3).toNanos();

    /** What a person decides about it. */
    record Settings(Lanes lanes, Timeouts timeouts, BodyLimits bodies) {}

    /** Who wants to know what the gateway sees of the upstreams, and of what it has done. */
    interface Observer {
        /** A request did not get an answer there, or not all of it. */
        void failed(Place place, String why);

        /** A request got all of its answer there. */
        void served(Place place);

        /** It takes long there. */
        void suspected(Place place);

        /** A request is over. */
        void ended(Trace trace);
    }

    private final Vertx vertx;
    private Settings settings;
    private final Upstreams upstreams;
    private final Observer observer;
    private final Dispatcher dispatcher;
    private final RateLimits limits = new RateLimits();
    private final BodyBudget bodies;
    private final Set<Underway> active = new LinkedHashSet<>();
    private Catalogue catalogue = new Catalogue(List.of());

    Gateway(Vertx vertx, Settings settings, Upstreams upstreams, Observer observer) {
        this.vertx = vertx;
        this.settings = settings;
        this.upstreams = upstreams;
        this.observer = observer;
        this.dispatcher = new Dispatcher(settings.lanes().all());
        this.bodies = new BodyBudget(settings.bodies());
    }

    Settings settings() {
        return settings;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    RateLimits limits() {
        return limits;
    }

    BodyBudget bodies() {
        return bodies;
    }

    /** For the body of one request. */
    Intake intake(Consumer<RequestBody> then, Consumer<ApiError> refuse) {
        return new Intake(vertx, bodies.share(), then, refuse);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** The requests under way, the oldest first. */
    List<Trace> active() {
        return active.stream().map(Underway::trace).toList();
    }

    int activeCount() {
        return active.size();
    }

    /** These are the upstreams now. */
    void accept(Catalogue now) {
        catalogue = now;
        dispatcher.targets(now.targets(), System.nanoTime());
    }

    /** These are the lanes now. */
    void accept(Lanes now) {
        settings = new Settings(now, settings.timeouts(), settings.bodies());
        dispatcher.lanes(now.all(), System.nanoTime());
    }

    /** Answers a request on one of the gateway's routes. */
    void handle(Incoming incoming, Route route, ApiKey key) {
        HttpServerRequest request = incoming.request();
        Trace trace = trace(incoming, key);
        String lane = incoming.field("x-gantry-lane");
        switch (route) {
            case Route.Work work -> begin(incoming, route, Asking.of(work, lane), trace);
            case Route.Native own -> begin(incoming, route, Asking.of(own, lane), trace);
            case Route.Direct direct ->
                    begin(incoming, route, Asking.of(direct, incoming.method(), lane), trace);
            case Route.Models _ -> Replies.json(request, 200, catalogue.models(key));
            case Route.Model model -> one(request, model, key);
            case Route.WrongMethod wrong -> {
                request.response().putHeader("Allow", wrong.allowed());
                Replies.error(
                        request,
                        ApiError.of(
                                405, "method_not_allowed", "this path is for " + wrong.allowed()));
            }
            case Route.None _ ->
                    Replies.error(
                            request, ApiError.of(404, "unknown_path", "there is no such path"));
        }
    }

    private void one(HttpServerRequest request, Route.Model model, ApiKey key) {
        catalogue
                .model(key, model.id())
                .ifPresentOrElse(
                        found -> Replies.json(request, 200, found),
                        () ->
                                Replies.error(
                                        request,
                                        ApiError.of(
                                                404,
                                                "model_not_found",
                                                "nobody offers the model \"" + model.id() + "\"")));
    }

    /**
     * Answers a request for a WebSocket to an upstream.
     *
     * @param closed told when one that was opened is closed
     */
    void tunnel(Incoming incoming, Route.Direct route, ApiKey key, Runnable closed) {
        Tunnel tunnel = new Tunnel(this, incoming, route, trace(incoming, key), closed);
        active.add(tunnel);
        tunnel.start();
    }

    private static Trace trace(Incoming incoming, ApiKey key) {
        return new Trace(incoming.id(), incoming.method(), incoming.path(), key, System.nanoTime());
    }

    private void begin(Incoming incoming, Route route, Asking asking, Trace trace) {
        Exchange exchange = new Exchange(this, incoming, route, asking, trace);
        active.add(exchange);
        exchange.start();
    }

    void ended(Underway one) {
        if (active.remove(one)) {
            Trace trace = one.trace();
            limits.used(trace.key(), trace.tokens(), System.nanoTime());
            observer.ended(trace);
        }
    }

    void failedAt(Place place, String why) {
        observer.failed(place, why);
    }

    void servedAt(Place place) {
        observer.served(place);
    }

    void suspect(Place place) {
        observer.suspected(place);
    }

    /** Who waits there for a first byte, goes elsewhere. */
    void down(String id, String why) {
        List.copyOf(active).forEach(one -> one.down(id, why));
    }

    /**
     * What keys may has changed.
     *
     * @param refusal why a request that has come in with this key goes no further
     */
    void check(Function<ApiKey, Optional<ApiError>> refusal) {
        for (Underway one : List.copyOf(active)) {
            refusal.apply(one.trace().key()).ifPresent(one::shutOut);
        }
    }

    /** Several times a second. */
    void tick(long now) {
        dispatcher.tick(now);
        List.copyOf(active).forEach(one -> one.tick(now));
    }

    /** What is under way still is waited for no longer. */
    void cutOff() {
        List.copyOf(active).forEach(Underway::cutOff);
    }
}
