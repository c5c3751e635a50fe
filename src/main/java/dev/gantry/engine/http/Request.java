package dev.gantry.engine.http;

import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of an engine, or of another server.
 *
 * @param target path and query, encoded; see {@link Target}
 * @param headers beyond those that the client writes itself
 */
public record Request(String method, String target, Map<String, String> headers, Body body) {
    /** The header that names the server; engines do not mind what it says. */
    public static final String HOST = "Host";

    public Request {
        headers.forEach((name, value) -> {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a line break in the header " + name);
            }
        });
    }

    /** What follows the head. */
    public sealed interface Body permits None, Json, Stream {}

    public record None() implements Body {}

    public record Json(String text) implements Body {}

    /** Of unknown length; sent in chunks, once. The caller closes it. */
    public record Stream(String contentType, InputStream bytes) implements Body {}

    public static Request get(String target) {
        return new Request("GET", target, Map.of(), new None());
    }

    /** What {@link #get} would answer, without its body. */
    public static Request head(String target) {
        return new Request("HEAD", target, Map.of(), new None());
    }

    public static Request delete(String target) {
        return new Request("DELETE", target, Map.of(), new None());
    }

    public static Request post(String target) {
        return new Request("POST", target, Map.of(), new None());
    }

    public static Request post(String target, MapNode json) {
        return new Request("POST", target, Map.of(), new Json(JsonWriter.compact(json)));
    }

    public Request with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Request(method, target, all, body);
    }

    /** Whether it may be sent twice: it changes nothing, and its body is not used up. */
    boolean repeatable() {
        return method.equals("GET") || !answered();
    }

    /** Whether the answer has a body. */
    boolean answered() {
        return !method.equals("HEAD");
    }

    boolean streams() {
        return body instanceof Stream;
    }
}
