package dev.gantry.secret;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.List;
import java.util.Map;

/** What a fake server answers. */
record FakeReply(int status, Map<String, String> headers, String body) {

    static FakeReply ok(MapNode body) {
        return new FakeReply(200, Map.of(), JsonWriter.compact(body));
    }

    static FakeReply error(int status, String error, String message) {
        return error(status, error, Json.of(message));
    }

    private static FakeReply error(int status, String error, Node message) {
        return new FakeReply(
                status,
                Map.of(),
                JsonWriter.compact(
                        Json.object()
                                .put("reqId", Json.of("req-1"))
                                .put("statusCode", Json.of(status))
                                .put("message", message)
                                .put("error", Json.of(error))
                                .build()));
    }

    /** A request that is not valid: the message is a list of issues. */
    static FakeReply invalid(String parameter, String message) {
        return error(
                422,
                "ValidationFailure",
                Json.array(
                        List.of(
                                Json.object()
                                        .put("code", Json.of("invalid_enum_value"))
                                        .put("path", Json.strings(List.of(parameter)))
                                        .put("message", Json.of(message))
                                        .build())));
    }

    /** What the framework says of a route that it does not have. */
    static FakeReply noRoute(String method, String target) {
        return error(404, "Not Found", "Route " + method + ":" + target + " not found");
    }

    FakeReply with(String name, String value) {
        return new FakeReply(status, Map.of(name, value), body);
    }
}
