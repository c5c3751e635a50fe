package dev.gantry.server.web;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.registry.Registry;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** How the server itself is: for supervisors, balancers and Prometheus. */
final class Status implements Room {
    private static final Set<String> PATHS = Set.of("/health", "/ready", "/metrics");

    private final Registry registry;
    private final Keys keys;
    private final Metrics metrics;

    Status(Registry registry, Keys keys, Metrics metrics) {
        this.registry = registry;
        this.keys = keys;
        this.metrics = metrics;
    }

    @Override
    public boolean has(Incoming incoming) {
        return PATHS.contains(incoming.path());
    }

    @Override
    public void handle(Incoming incoming) {
        switch (incoming.path()) {
            case "/health" ->
                    Replies.json(
                            incoming.request(),
                            200,
                            Json.object().put("status", Json.of("ok")).build());
            case "/ready" -> ready(incoming);
            default -> metrics(incoming);
        }
    }

    /** It has seen the registry once; with what it knows then, it goes on without. */
    private void ready(Incoming incoming) {
        boolean loaded = registry.snapshot().revision() >= 0;
        MapNode.Builder body =
                Json.object().put("status", Json.of(loaded ? "ready" : "no registry yet"));
        switch (registry.health()) {
            case Registry.Health.Good _ -> body.put("registry", Json.of("ok"));
            case Registry.Health.Failing failing ->
                    body.put("registry", Json.of("failing since " + failing.since()));
        }
        Replies.json(incoming.request(), loaded ? 200 : 503, body.build());
    }

    private void metrics(Incoming incoming) {
        Optional<ApiError> refusal = Keys.refusal(keys.of(incoming), true);
        if (refusal.isPresent()) {
            Replies.error(incoming.request(), refusal.get());
            return;
        }
        incoming.request()
                .response()
                .putHeader("Content-Type", metrics.contentType())
                .end(Buffer.buffer(metrics.text()));
    }
}
