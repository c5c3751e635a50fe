package dev.gantry.server.gateway;

import java.nio.charset.StandardCharsets;

/**
 * The body of a request, as far as it decides where the request goes. All else of it is nobody's
 * business here, and is passed on byte by byte.
 */
public final class RequestBody {
    private final byte[] bytes;
    private final String model;
    private final int modelAt;
    private final int modelEnd;
    private final String prefix;

    /**
     * @param bytes as they came
     * @param model empty: none is named
     * @param modelAt where the model is written, quotes included in JSON
     * @param modelEnd behind its last byte
     * @param prefix the same for bodies that begin alike; empty: nothing is known
     */
    RequestBody(byte[] bytes, String model, int modelAt, int modelEnd, String prefix) {
        this.bytes = bytes;
        this.model = model;
        this.modelAt = modelAt;
        this.modelEnd = modelEnd;
        this.prefix = prefix;
    }

    /** The name that it names; empty: none. */
    public String model() {
        return model;
    }

    /** The same for bodies that begin alike, and so profit from the same cache; or empty. */
    public String prefix() {
        return prefix;
    }

    int modelEnd() {
        return modelEnd;
    }

    /** What came of looking at a body. */
    public sealed interface Reading {
        record Done(RequestBody body) implements Reading {}

        record Wrong(ApiError error) implements Reading {}
    }

    /** One that nothing is known of. */
    public static RequestBody opaque(byte[] bytes) {
        return new RequestBody(bytes, "", 0, 0, "");
    }

    /**
     * Looks at a body.
     *
     * @param contentType of the request; empty where it has none
     */
    public static Reading read(byte[] bytes, Route.Body kind, String contentType) {
        return switch (kind) {
            case JSON -> JsonBody.read(bytes);
            case FORM -> FormBody.read(bytes, contentType);
            case OPAQUE -> new Reading.Done(opaque(bytes));
        };
    }

    /** The same bytes for another model; everything else stays as it is written. */
    public byte[] naming(String other) {
        if (other.equals(model) || modelEnd == 0) {
            return bytes;
        }
        boolean quoted = bytes[modelAt] == '"';
        byte[] name = (quoted ? JsonBody.quoted(other) : other).getBytes(StandardCharsets.UTF_8);
        byte[] changed = new byte[bytes.length - (modelEnd - modelAt) + name.length];
        System.arraycopy(bytes, 0, changed, 0, modelAt);
        System.arraycopy(name, 0, changed, modelAt, name.length);
        int rest = bytes.length - modelEnd;
        System.arraycopy(bytes, modelEnd, changed, modelAt + name.length, rest);
        return changed;
    }
}
