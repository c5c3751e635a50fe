package dev.gantry.lab;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a model answered.
 *
 * @param via the {@code Via} header: who passed the answer on; may be empty
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat
 *     completion</a>
 */
public record ChatReply(String model, String content, String via) {
    static final String PATH = "/v1/chat/completions";
    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    /** {@code POST /v1/chat/completions}. */
    static ChatReply ask(String origin, String prompt) {
        URI uri = URI.create(origin + PATH);
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(JsonWriter.compact(request(prompt)).getBytes(StandardCharsets.UTF_8));
            }
            return read(uri, connection);
        } catch (IOException e) {
            throw new OperationException(
                    "no answer from " + uri + ": " + e.getMessage(), "gantry ps", e);
        }
    }

    private static MapNode request(String prompt) {
        MapNode message =
                Json.object().put("role", Json.of("user")).put("content", Json.of(prompt)).build();
        return Json.object().put("messages", Json.array(List.of(message))).build();
    }

    private static ChatReply read(URI uri, HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("HTTP " + connection.getResponseCode());
        }
        try (InputStream body = connection.getInputStream()) {
            Node answer = JsonReader.read(uri.toString(), body.readAllBytes());
            String via = connection.getHeaderField("Via");
            return new ChatReply(
                    text(at(answer, "model")),
                    text(at(at(first(at(answer, "choices")), "message"), "content")),
                    via == null ? "" : via);
        } catch (InputException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Node at(Node node, String key) throws IOException {
        if (node instanceof MapNode map && map.has(key)) {
            return map.find(key).orElseThrow();
        }
        throw new IOException("the answer has no " + key);
    }

    private static Node first(Node node) throws IOException {
        if (node instanceof ListNode list && !list.items().isEmpty()) {
            return list.items().getFirst();
        }
        throw new IOException("the answer has no choices");
    }

    private static String text(Node node) throws IOException {
        if (node instanceof ScalarNode scalar) {
            return scalar.text();
        }
        throw new IOException("the answer is not a text");
    }
}
