package dev.gantry.server.gateway;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A refusal in OpenAI's shape: {@code {"error":{"message","type","param","code"}}}.
 *
 * @param status 400 to 599
 * @param message one line for a person
 * @param more fields of an upstream's error that OpenAI does not know
 * @param retryAfter when it is worth asking again; empty: by itself, never
 */
public record ApiError(
        int status,
        String type,
        String code,
        String message,
        Optional<Duration> retryAfter,
        MapNode more) {
    private static final List<String> SHAPE = List.of("message", "type", "param", "code");
    private static final MapNode NOTHING = Json.object().build();

    public ApiError(
            int status, String type, String code, String message, Optional<Duration> retryAfter) {
        this(status, type, code, message, retryAfter, NOTHING);
    }

    /** The request is wrong. */
    public static ApiError invalid(String code, String message) {
        return new ApiError(400, "invalid_request_error", code, message, Optional.empty());
    }

    public static ApiError of(int status, String code, String message) {
        String type = status >= 500 ? "server_error" : "invalid_request_error";
        return new ApiError(status, type, code, message, Optional.empty());
    }

    public static ApiError busy(int status, String code, String message, Duration retryAfter) {
        String type = status == 429 ? "rate_limit_error" : "server_error";
        return new ApiError(status, type, code, message, Optional.of(retryAfter));
    }

    /** The body of an answer. */
    public String json() {
        MapNode.Builder error =
                Json.object()
                        .put("message", Json.of(message))
                        .put("type", Json.of(type))
                        .put("param", Json.nil())
                        .put("code", Json.of(code));
        more.entries()
                .forEach((name, entry) -> {
                    if (!SHAPE.contains(name)) {
                        error.put(name, entry.value());
                    }
                });
        return JsonWriter.compact(Json.object().put("error", error.build()).build());
    }

    /** What ends a stream that has begun already. */
    public String event() {
        return "data: " + json() + "\n\n";
    }

    /** For {@code Retry-After}: whole seconds, at least 1. */
    public Optional<String> retryAfterSeconds() {
        return retryAfter.map(
                time -> Long.toString(Math.max(1, Math.ceilDiv(time.toMillis(), 1000))));
    }
}
