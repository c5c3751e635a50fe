package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.registry.AddressPolicy;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.KeyHash;
import dev.gantry.server.registry.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A whole server on a port of its own, with a registry in memory, and a client for it. */
final class ServerFixture implements AutoCloseable {
    static final String ADMIN = "gk-admin";
    static final String USER = "gk-user";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final MemoryStore store = new MemoryStore();
    private final OutputStream log;
    final List<String> notes = new ArrayList<>();
    final Server server;
    private boolean closed;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServerFixture() {
        this(settings(true, true));
    }

    ServerFixture(Server.Settings settings) {
        this(settings, new ByteArrayOutputStream());
    }

    /**
     * @param log where requests are logged
     */
    ServerFixture(Server.Settings settings, OutputStream log) {
        this.log = log;
        store.addKey(key("k1", "boss", ApiKey.Role.ADMIN), KeyHash.of(ADMIN));
        store.addKey(key("k2", "user", ApiKey.Role.USER), KeyHash.of(USER));
        this.server =
                Server.start(
                        settings,
                        new Server.Surroundings(
                                store,
                                Map.of("UPSTREAM_KEY", "sesame"),
                                log,
                                notes::add,
                                Clock.systemUTC()));
    }

    static Server.Settings settings(boolean keys, boolean local) {
        return settings(keys, local, Timeouts.STANDARD, new BodyLimits(1 << 20, 1 << 30));
    }

    /**
     * Of a server that waits a few milliseconds only, and takes no large bodies.
     *
     * @param firstByte as {@link Timeouts} has them, in milliseconds
     */
    static Server.Settings impatient(int firstByte, int idle, int request) {
        Timeouts timeouts =
                new Timeouts(
                        Duration.ofSeconds(3),
                        Duration.ofMillis(firstByte),
                        Duration.ofMillis(idle),
                        Duration.ofMillis(request));
        return settings(true, true, timeouts, new BodyLimits(1000, 1 << 20));
    }

    static Server.Settings settings(
            boolean keys, boolean local, Timeouts timeouts, BodyLimits bodies) {
        return new Server.Settings(
                "127.0.0.1",
                0,
                "test",
                Set.of("ai.example.org"),
                keys,
                new AddressPolicy(local),
                Lanes.STANDARD,
                timeouts,
                bodies);
    }

    static ApiKey key(String id, String name, ApiKey.Role role) {
        return new ApiKey(
                id,
                name,
                role,
                false,
                List.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Instant.EPOCH);
    }

    int port() {
        return server.port();
    }

    /**
     * Adds a node with one llama.cpp server, named after the node; waits until it takes requests.
     */
    ServerFixture with(String node, ScriptedUpstream upstream) throws Exception {
        return with(node, upstream, "");
    }

    /**
     * @param more fields of the service, as JSON with a comma before each
     */
    ServerFixture with(String node, ScriptedUpstream upstream, String more) throws Exception {
        register(node, upstream, more);
        return until(() -> open(node + "/chat"));
    }

    void register(String node, ScriptedUpstream upstream, String more) throws Exception {
        HttpResponse<String> put =
                send(
                        request("/api/v1/nodes", ADMIN)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"name":"%s","address":"127.0.0.1","services":[
                                                {"name":"chat","kind":"llama-cpp","port":%d%s}]}\
                                                """
                                                        .formatted(node, upstream.port(), more)))
                                .build());
        if (put.statusCode() / 100 != 2) {
            throw new AssertionError(put.body());
        }
    }

    boolean open(String upstream) throws Exception {
        return upstream(upstream).flag("open");
    }

    Fields upstream(String id) throws Exception {
        return status().maps("upstreams").stream()
                .filter(one -> one.text("upstream").equals(id))
                .findFirst()
                .orElseThrow();
    }

    Fields status() throws Exception {
        String body = send(request("/api/v1/status", ADMIN).build()).body();
        return Fields.of(JsonReader.read("status", body));
    }

    /** What stands behind the name in the first of its lines; empty: there is none. */
    String metric(String name) throws Exception {
        return send(request("/metrics", ADMIN).build())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    /** Waits for what comes by itself. */
    ServerFixture until(Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not come; log: " + log + " " + notes);
            }
            Thread.onSpinWait();
        }
        return this;
    }

    HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .timeout(PATIENCE);
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> chat(String body) throws Exception {
        return post("/v1/chat/completions", body);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path, USER).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString(ISO_8859_1));
    }

    HttpClient client() {
        return client;
    }

    /** What comes back for these bytes, until the server closes or {@code end} has come. */
    String raw(String bytes, String end) throws IOException {
        try (Socket socket = sending(bytes)) {
            return all(socket, end);
        }
    }

    /** A client that has sent these bytes, and can be gone at any moment. */
    Socket sending(String bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        return socket;
    }

    /** The head of a chat request but for its last line. */
    static String chatHead() {
        return """
        POST /v1/chat/completions HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        """
                .formatted(USER);
    }

    /** Asks for a WebSocket, as a client that can be gone at any moment. */
    Socket handshake(String path) throws IOException {
        return sending(
                """
                GET /upstream/%s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """
                        .formatted(path, USER));
    }

    /** What comes until the server closes. */
    static String all(Socket socket) throws IOException {
        return all(socket, "");
    }

    /** What comes until the server closes or {@code end}, if there is one, has come. */
    static String all(Socket socket, String end) throws IOException {
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        int next = socket.getInputStream().read();
        while (next >= 0) {
            back.write(next);
            if (!end.isEmpty() && back.toString(ISO_8859_1).endsWith(end)) {
                break;
            }
            next = socket.getInputStream().read();
        }
        return back.toString(ISO_8859_1);
    }

    String logged() {
        return log.toString();
    }

    /** Waits until somebody came. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once more is no more. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            server.close();
        }
    }
}
