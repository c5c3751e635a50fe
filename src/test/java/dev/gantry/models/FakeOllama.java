package dev.gantry.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Ollama's API as far as models go, with its traps: progress comes as one JSON object a line, a
 * failure comes in a stream that began with 200, {@code create} takes no Modelfile, and {@code
 * show} has parameters as lines of text.
 */
public final class FakeOllama implements AutoCloseable {
    private static final String DIGEST =
            "6a0746a1ec1aef3e7ec53868f220ff6e389f6f8ef87a01d77c96807de94ca2aa";
    private static final long SIZE = 2_019_393_189L;

    private final HttpServer server;
    private final SequencedMap<String, Long> models = new LinkedHashMap<>();
    private final SequencedMap<String, MapNode> made = new LinkedHashMap<>();
    private boolean shows = true;
    private final TreeMap<String, String> failing = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();

    private FakeOllama(HttpServer server) {
        this.server = server;
    }

    /** Listens on the loopback. */
    public static FakeOllama open() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeOllama ollama = new FakeOllama(server);
            server.createContext("/api/tags", ollama::tags);
            server.createContext("/api/pull", ollama::pull);
            server.createContext("/api/create", ollama::create);
            server.createContext("/api/show", ollama::show);
            server.start();
            return ollama;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Pulling that model fails in the middle of the stream. */
    public void fails(String model, String words) {
        failing.put(model, words);
    }

    /** A model that somebody has pulled, of these parts: the keys of a request to create it. */
    public synchronized void pulled(String model, String parts) {
        models.put(model, SIZE);
        made.put(model, (MapNode) JsonReader.read("parts", parts));
    }

    /** From now on nobody is told what a model is made of. */
    public synchronized void showsNothing() {
        shows = false;
    }

    /** Method, path and body of what changed something, in the order of coming. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized void tags(HttpExchange exchange) throws IOException {
        List<Node> all = new ArrayList<>();
        models.forEach((name, size) ->
                all.add(
                        Json.object()
                                .put("name", Json.of(name))
                                .put("model", Json.of(name))
                                .put("size", Json.of(size))
                                .put("digest", Json.of(DIGEST))
                                .build()));
        MapNode answer = Json.object().put("models", Json.array(all)).build();
        answer(exchange, 200, JsonWriter.compact(answer));
    }

    private synchronized void pull(HttpExchange exchange) throws IOException {
        String model = asked(exchange).text("model");
        String words = failing.getOrDefault(model, "");
        if (!words.isEmpty()) {
            answer(exchange, 200, lines("{\"status\":\"pulling manifest\"}", error(words)));
            return;
        }
        models.put(model, SIZE);
        String layer =
                "{\"status\":\"pulling 6a0746a1ec1a\",\"digest\":\"sha256:"
                        + DIGEST
                        + "\",\"total\":2019377376";
        answer(
                exchange,
                200,
                lines(
                        "{\"status\":\"pulling manifest\"}",
                        layer + "}",
                        layer + ",\"completed\":1009688688}",
                        layer + ",\"completed\":1009688700}",
                        layer + ",\"completed\":2019377376}",
                        "{\"status\":\"verifying sha256 digest\"}",
                        "{\"status\":\"writing manifest\"}",
                        "{\"status\":\"success\"}"));
    }

    private synchronized void create(HttpExchange exchange) throws IOException {
        Fields asked = asked(exchange);
        if (asked.text("from").isEmpty()) {
            answer(exchange, 400, error("neither 'from' or 'files' was specified"));
            return;
        }
        models.put(asked.text("model"), SIZE);
        made.put(asked.text("model"), merged(asked));
        answer(
                exchange,
                200,
                lines(
                        "{\"status\":\"using existing layer sha256:6a07\"}",
                        "{\"status\":\"success\"}"));
    }

    /** The model's parts, over those of the one that it is made from. */
    private MapNode merged(Fields asked) {
        MapNode base = made.getOrDefault(asked.text("from"), Json.object().build());
        MapNode parameters = Fields.of(base).map("parameters").node();
        for (var one : asked.map("parameters").node().entries().entrySet()) {
            parameters = parameters.with(one.getKey(), one.getValue().value());
        }
        List<String> licenses = new ArrayList<>(Fields.of(base).texts("license"));
        licenses.addAll(asked.texts("license"));
        MapNode merged = base;
        for (var one : asked.node().entries().entrySet()) {
            merged = merged.with(one.getKey(), one.getValue().value());
        }
        return merged.with("parameters", parameters).with("license", Json.strings(licenses));
    }

    private synchronized void show(HttpExchange exchange) throws IOException {
        Fields asked = Fields.of(JsonReader.read("request", body(exchange)));
        if (!shows) {
            answer(
                    exchange,
                    500,
                    error("open /root/.ollama/models/blobs/sha256-6a07: no such file"));
            return;
        }
        Fields of = Fields.of(made.getOrDefault(asked.text("model"), Json.object().build()));
        List<String> parameters = new ArrayList<>();
        of.map("parameters")
                .node()
                .entries()
                .forEach((name, entry) -> {
                    List<? extends Node> values =
                            entry.value() instanceof ListNode list
                                    ? list.items()
                                    : List.of(entry.value());
                    for (Node value : values) {
                        parameters.add("%-30s %s".formatted(name, JsonWriter.compact(value)));
                    }
                });
        MapNode.Builder shown =
                Json.object()
                        .put("license", Json.of(String.join("\n", of.texts("license"))))
                        .put("parameters", Json.of(String.join("\n", parameters)))
                        .put("system", Json.of(of.text("system")))
                        .put("template", Json.of(of.text("template")))
                        .put(
                                "details",
                                Json.object()
                                        .put("parent_model", Json.of(of.text("from")))
                                        .build());
        of.node().find("messages").ifPresent(messages -> shown.put("messages", messages));
        answer(exchange, 200, JsonWriter.compact(shown.build()));
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    private Fields asked(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        requests.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
        return Fields.of(JsonReader.read("request", body));
    }

    private static String error(String words) {
        return JsonWriter.compact(Json.object().put("error", Json.of(words)).build());
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Of unknown length, as Ollama streams. */
    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
