package dev.gantry.server.web;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Usage;
import dev.gantry.server.registry.ApiKey;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request: for its log line, its headers, the metrics and the dashboard. Has no
 * secrets.
 */
final class Trace {
    /** One upstream that was tried. */
    private static final class Try {
        private final String upstream;
        private String outcome = "";

        Try(String upstream) {
            this.upstream = upstream;
        }
    }

    private final String id;
    private final String method;
    private final String path;
    private final ApiKey key;
    private final long began;
    private final List<Try> tries = new ArrayList<>();

    private String model = "";
    private String lane = "";
    private String error = "";
    private int status;
    private long submitted;
    private long granted;
    private long firstByte;
    private long ended;
    private long tokens;
    private long answerTokens;

    /** Tokens of the answer that {@link #uncounted} has told. */
    private long counted;

    /** Of the answer, while it comes. */
    private @Nullable Usage usage;

    /**
     * @param path without its query, which may have what is nobody's business
     */
    Trace(String id, String method, String path, ApiKey key, long now) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.key = key;
        this.began = now;
    }

    String id() {
        return id;
    }

    ApiKey key() {
        return key;
    }

    String path() {
        return path;
    }

    /** Its code; empty: none. */
    String error() {
        return error;
    }

    String model() {
        return model;
    }

    String lane() {
        return lane;
    }

    int status() {
        return status;
    }

    long began() {
        return began;
    }

    /** The upstream that it is, or was last, at; empty: none. */
    String upstream() {
        return tries.isEmpty() ? "" : tries.getLast().upstream;
    }

    boolean streaming() {
        return firstByte != 0 && ended == 0;
    }

    /** Of the answer, as far as it is known. */
    long answerTokens() {
        return answerTokens;
    }

    long tokens() {
        return tokens;
    }

    long nanosToFirstByte() {
        return firstByte == 0 ? -1 : firstByte - began;
    }

    long nanos() {
        return ended - began;
    }

    void model(String named) {
        model = named;
    }

    void lane(String chosen) {
        lane = chosen;
    }

    void submitted(long now) {
        submitted = now;
    }

    void tried(String upstream, long now) {
        granted = now;
        tries.add(new Try(upstream));
    }

    void revoked() {
        outcome("gave way");
    }

    void failed(String why) {
        outcome(why);
    }

    void broke(String why) {
        outcome("broke off: " + why);
        error = "upstream_failed";
    }

    /** Some of the answer has gone to the client, and no more does. */
    void cut(ApiError why) {
        error = why.code();
    }

    void abandoned() {
        error = error.isEmpty() ? "client_gone" : error;
        status = status == 0 ? 499 : status;
    }

    void firstByte(int answered, long now) {
        status = answered;
        firstByte = now;
        outcome("answered");
    }

    void refused(ApiError why) {
        status = why.status();
        error = why.code();
    }

    void counting(Usage answer) {
        usage = answer;
    }

    void end(long now) {
        ended = now;
        Usage answer = usage;
        usage = null;
        if (answer != null) {
            tokens = answer.tokens();
            answerTokens = answer.answerTokens();
        }
    }

    /** Tokens of the answer that have come since the last time that this was asked. */
    long uncounted() {
        Usage running = usage;
        long all = running == null ? answerTokens : running.events();
        long more = Math.max(0, all - counted);
        counted = Math.max(all, counted);
        return more;
    }

    private void outcome(String words) {
        if (!tries.isEmpty()) {
            tries.getLast().outcome = words;
        }
    }

    /** {@code a/chat: connection refused; b/chat: it answers 500}. */
    String failures() {
        List<String> words = new ArrayList<>();
        tries.forEach(one -> words.add(one.upstream + ": " + one.outcome));
        return String.join("; ", words);
    }

    /** What the client is told about the way of its request. */
    void headers(MultiMap to) {
        to.set("X-Request-Id", id);
        if (!tries.isEmpty()) {
            to.set("X-Gantry-Upstream", upstream());
            to.set("X-Gantry-Attempts", Integer.toString(tries.size()));
        }
    }

    /** One line of the access log. */
    String line(String time) {
        MapNode.Builder line =
                Json.object()
                        .put("time", Json.of(time))
                        .put("id", Json.of(id))
                        .put("method", Json.of(method))
                        .put("path", Json.of(path))
                        .put("status", Json.of(status))
                        .put("key", Json.of(key.name()))
                        .put("lane", Json.of(lane))
                        .put("model", Json.of(model))
                        .put("upstream", Json.of(upstream()));
        if (tries.size() > 1 || !error.isEmpty()) {
            line.put("tries", Json.array(tries()));
        }
        if (!error.isEmpty()) {
            line.put("error", Json.of(error));
        }
        return JsonWriter.compact(
                line.put("queued_us", Json.of(granted == 0 ? 0 : (granted - submitted) / 1000))
                        .put("first_byte_us", Json.of(Math.max(-1, nanosToFirstByte() / 1000)))
                        .put("total_us", Json.of(nanos() / 1000))
                        .put("tokens", Json.of(tokens))
                        .build());
    }

    /** For who looks on while it is under way. */
    MapNode json() {
        return Json.object()
                .put("id", Json.of(id))
                .put("path", Json.of(path))
                .put("key", Json.of(key.name()))
                .put("lane", Json.of(lane))
                .put("model", Json.of(model))
                .put("upstream", Json.of(upstream()))
                .put("streaming", Json.of(streaming()))
                .put("ms", Json.of((System.nanoTime() - began) / 1_000_000))
                .build();
    }

    private List<Node> tries() {
        List<Node> list = new ArrayList<>();
        for (Try one : tries) {
            list.add(
                    Json.object()
                            .put("upstream", Json.of(one.upstream))
                            .put("outcome", Json.of(one.outcome))
                            .build());
        }
        return list;
    }
}
