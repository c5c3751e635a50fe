package dev.gantry.server.gateway;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The errors of upstreams in OpenAI's shape. llama.cpp's code is a number; FastAPI says {@code
 * {"detail": …}}, Ollama and text-embeddings-inference {@code {"error": "text"}}, whisper.cpp plain
 * text.
 */
public final class ErrorShape {
    private static final int LONGEST = 1000;

    /** The other form, a date, is of a clock that may not be ours. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,7}");

    private static final Duration SOON = Duration.ofSeconds(1);

    private ErrorShape() {}

    /**
     * What an upstream says, in our shape.
     *
     * @param status 400 or more
     * @param retryAfter the upstream's {@code Retry-After}
     * @param body of the upstream's answer, or its beginning
     */
    public static ApiError of(int status, Optional<String> retryAfter, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        String type =
                status >= 500
                        ? "server_error"
                        : status == 429 ? "rate_limit_error" : "invalid_request_error";
        Optional<Duration> retry =
                status == 429 || status == 503
                        ? Optional.of(retryAfter.flatMap(ErrorShape::seconds).orElse(SOON))
                        : Optional.empty();
        if (text.startsWith("{") && json(text) instanceof MapNode map) {
            Fields found = inner(Fields.of(map));
            String said = message(found);
            return new ApiError(
                    status,
                    found.text("type").isEmpty() ? type : found.text("type"),
                    code(status, found),
                    said.isEmpty() ? "the upstream answers " + status : said,
                    retry,
                    found.node());
        }
        boolean words = !text.isEmpty() && !text.startsWith("<");
        return new ApiError(
                status,
                type,
                "upstream_error",
                words
                        ? text.substring(0, Math.min(LONGEST, text.length()))
                        : "the upstream answers " + status,
                retry);
    }

    private static Optional<Duration> seconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    /** A number says no more than the status does. */
    private static String code(int status, Fields found) {
        String code = found.text("code");
        return code.isEmpty() || code.equals(Integer.toString(status)) ? "upstream_error" : code;
    }

    private static Fields inner(Fields whole) {
        for (String key : new String[] {"error", "detail"}) {
            if (whole.node().get(key) instanceof MapNode) {
                return inner(whole.map(key));
            }
        }
        return whole;
    }

    private static String message(Fields found) {
        for (String key : new String[] {"message", "error", "detail", "msg"}) {
            if (!found.text(key).isEmpty()) {
                String text = found.text(key);
                return text.substring(0, Math.min(LONGEST, text.length()));
            }
        }
        return found.maps("detail").isEmpty() ? "" : message(found.maps("detail").getFirst());
    }

    private static Node json(String text) {
        try {
            return JsonReader.read("answer", text);
        } catch (InputException _) {
            return dev.gantry.doc.Json.nil();
        }
    }
}
