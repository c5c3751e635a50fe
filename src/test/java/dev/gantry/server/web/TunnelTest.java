package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets to one upstream: what goes in comes out, on both sides. */
class TunnelTest {
    /** The first byte of a ping, which is the whole of its message. */
    private static final int PING = 0x89;

    private final ServerFixture fixture = new ServerFixture();
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> upstreamSaw = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> clientSaw = new LinkedBlockingQueue<>();

    @BeforeEach
    void register() throws Exception {
        HttpServer echo =
                vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("chat"))
                        .webSocketHandler(socket -> {
                            upstreamSaw.add(
                                    socket.uri() + " " + socket.headers().get("authorization"));
                            socket.textMessageHandler(text -> {
                                if (text.equals("end")) {
                                    socket.close((short) 4001, "enough");
                                } else {
                                    socket.writeTextMessage("echo " + text);
                                }
                            });
                            socket.binaryMessageHandler(socket::writeBinaryMessage);
                            socket.closeHandler(
                                    _ -> upstreamSaw.add("closed " + socket.closeStatusCode()));
                        })
                        .requestHandler(request -> request.response().end("{}"));
        int port =
                echo.listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .actualPort();
        String node =
                """
                {"name":"n","address":"127.0.0.1","services":
                [{"name":"ui","kind":"http","port":%d}]}\
                """
                        .formatted(port);
        fixture.send(
                fixture.request("/api/v1/nodes", ServerFixture.ADMIN)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(node))
                        .build());
        fixture.until(() -> fixture.open("n/ui"));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private WebSocket open(String key) {
        return fixture.client()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .subprotocols("other", "chat")
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + fixture.port() + "/upstream/n/ui/ws?a=b"),
                        new Seen())
                .join();
    }

    private final class Seen implements WebSocket.Listener {
        private int bytes;

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            clientSaw.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            if (last) {
                clientSaw.add("bytes " + bytes);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            clientSaw.add("closed " + status + " " + reason);
            return null;
        }
    }

    private static String next(BlockingQueue<String> from) throws InterruptedException {
        return String.valueOf(from.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void framesGoBothWaysUntilTheUpstreamEnds() throws Exception {
        WebSocket socket = open(ServerFixture.USER);
        assertThat(next(upstreamSaw)).isEqualTo("/ws?a=b null");
        socket.sendText("hello", true).join();
        assertThat(next(clientSaw)).isEqualTo("echo hello");
        socket.sendBinary(ByteBuffer.allocate(1000), true).join();
        assertThat(next(clientSaw)).isEqualTo("bytes 1000");
        socket.sendText("end", true).join();
        assertThat(next(clientSaw)).isEqualTo("closed 4001 enough");
        fixture.until(() -> fixture.upstream("n/ui").number("requests") == 0);
    }

    @Test
    void whenTheClientGoesTheUpstreamIsTold() throws Exception {
        WebSocket socket = open(ServerFixture.USER);
        next(upstreamSaw);
        assertThat(fixture.upstream("n/ui").number("requests")).isOne();
        socket.abort();
        assertThat(next(upstreamSaw)).startsWith("closed");
        fixture.until(() -> fixture.upstream("n/ui").number("requests") == 0);
    }

    @Test
    void whoLeavesTheLaneMakesRoom() throws Exception {
        WebSocket first = open(ServerFixture.USER);
        assertThat(next(upstreamSaw)).startsWith("/ws?a=b");
        Socket gone = ask(fixture, "n/ui/gone");
        fixture.until(() -> waiting() == 1);
        try (Socket stays = ask(fixture, "n/ui/stays")) {
            fixture.until(() -> waiting() == 2);
            gone.close();
            fixture.until(() -> waiting() == 1);
            first.abort();
            assertThat(next(upstreamSaw)).startsWith("closed");
            assertThat(next(upstreamSaw)).startsWith("/stays");
            assertThat(new String(stays.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 101");
        }
        fixture.until(() -> fixture.upstream("n/ui").number("requests") == 0);
    }

    @Test
    void whoLeavesBeforeTheUpstreamAnswersMakesRoom() throws Exception {
        try (ScriptedUpstream silent = new ScriptedUpstream((_, talk) -> talk.awaitClose())) {
            fixture.with("silent", silent, ",\"slots\":1");
            Socket gone = ask(fixture, "silent/chat/gone");
            fixture.until(() -> silent.requests.size() == 1);
            assertThat(fixture.upstream("silent/chat").number("requests")).isOne();
            gone.close();
            fixture.until(() -> fixture.upstream("silent/chat").number("requests") == 0);
        }
    }

    @Test
    void aHandshakeThatIsNeverAnsweredEnds() throws Exception {
        BlockingQueue<String> left = new LinkedBlockingQueue<>();
        Timeouts quick =
                new Timeouts(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20));
        try (ServerFixture impatient =
                        new ServerFixture(ServerFixture.settings(true, true, quick, 1000));
                ScriptedUpstream silent =
                        new ScriptedUpstream((_, talk) -> {
                            talk.awaitClose();
                            left.add("left");
                        })) {
            impatient.with("silent", silent, ",\"slots\":1");
            try (Socket client = ask(impatient, "silent/chat/ws")) {
                assertThat(all(client))
                        .startsWith("HTTP/1.1 502 ")
                        .containsIgnoringCase("x-gantry-upstream: silent/chat")
                        .contains("\"code\":\"upstream_failed\"")
                        .contains("no WebSocket with the upstream: no first byte in 1 s");
            }
            assertThat(next(left)).isEqualTo("left");
            assertThat(impatient.upstream("silent/chat").number("requests")).isZero();
            assertThat(impatient.metric("gantry_upstream_failures_total"))
                    .isEqualTo("{upstream=\"silent/chat\"} 1.0");
            impatient.until(() -> impatient.logged().contains("/upstream/silent/chat/ws"));
            assertThat(impatient.logged())
                    .contains("\"status\":502,")
                    .contains("\"error\":\"upstream_failed\"");
        }
    }

    @Test
    void whoIsThereIsAskedForASign() throws Exception {
        Timeouts quick =
                new Timeouts(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(300));
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        try (ServerFixture asking =
                        new ServerFixture(ServerFixture.settings(true, true, quick, 1000));
                ScriptedUpstream upstream =
                        new ScriptedUpstream((request, talk) -> {
                            talk.write(switching(request.field("sec-websocket-key")));
                            frames.add(Integer.toHexString(talk.in().read()));
                        })) {
            asking.with("a", upstream);
            try (Socket client = ask(asking, "a/chat/ws")) {
                String head = switching("AAAAAAAAAAAAAAAAAAAAAA==");
                assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo(head.substring(0, 12));
                int next = client.getInputStream().read();
                while (next != PING) {
                    next = client.getInputStream().read();
                }
                assertThat(client.getInputStream().read()).isZero();
                assertThat(next(frames)).isEqualTo(Integer.toHexString(PING));
            }
        }
    }

    /** The answer to a handshake, by RFC 6455. */
    private static String switching(String key) throws IOException {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest(
                                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                            .getBytes(US_ASCII));
            return """
            HTTP/1.1 101 Switching Protocols\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Accept: %s\r
            \r
            """
                    .formatted(Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    @Test
    void whoSaysNothingIsAskedAndLeftWhenItIsDown() throws Exception {
        try (ScriptedUpstream silent = new ScriptedUpstream((_, talk) -> talk.awaitClose())) {
            fixture.with("silent", silent);
            try (Socket client = ask(fixture, "silent/chat/ws")) {
                fixture.until(() -> silent.requests.size() == 1);
                silent.health = 500;
                assertThat(all(client)).startsWith("HTTP/1.1 502 ").contains("it is down: ");
            }
        }
    }

    @Test
    void anUpstreamThatWantsNoWebSocketSaysSoItself() throws Exception {
        try (ScriptedUpstream plain =
                new ScriptedUpstream((_, talk) -> talk.json(404, "{\"no\":\"socket\"}"))) {
            fixture.with("plain", plain);
            for (int time = 0; time < 5; time++) {
                try (Socket client = ask(fixture, "plain/chat/ws")) {
                    String answer = new String(client.getInputStream().readNBytes(13), US_ASCII);
                    assertThat(answer).isEqualTo("HTTP/1.1 404 ");
                }
            }
            assertThat(fixture.open("plain/chat")).isTrue();
        }
    }

    @Test
    void theUpstreamChoosesTheProtocol() {
        assertThat(open(ServerFixture.USER).getSubprotocol()).isEqualTo("chat");
    }

    @Test
    void oneIsARequestLikeOthers() throws Exception {
        String before = fixture.metric("gantry_client_connections");
        Socket socket = ask(fixture, "n/ui/ws");
        assertThat(next(upstreamSaw)).startsWith("/ws");
        fixture.until(() -> fixture.status().maps("requests").size() == 1);
        socket.close();
        fixture.until(() -> fixture.status().maps("requests").isEmpty());
        fixture.until(() -> fixture.metric("gantry_client_connections").equals(before));
        fixture.until(
                () -> fixture.logged().contains("\"path\":\"/upstream/n/ui/ws\",\"status\":101,"));
    }

    @Test
    void whoStopsWaitsForThemToEnd() throws Exception {
        WebSocket socket = open(ServerFixture.USER);
        next(upstreamSaw);
        assertThat(fixture.server.drain(Duration.ofMillis(100))).isFalse();
        assertThat(fixture.server.active()).isOne();
        CompletableFuture<Boolean> drained =
                CompletableFuture.supplyAsync(() -> fixture.server.drain(Duration.ofSeconds(20)));
        socket.sendText("hello", true).join();
        assertThat(next(clientSaw)).isEqualTo("echo hello");
        socket.sendText("end", true).join();
        assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoStopsAnywayTellsBothSides() throws Exception {
        open(ServerFixture.USER);
        next(upstreamSaw);
        fixture.close();
        assertThat(next(clientSaw)).isEqualTo("closed 1001 ");
        assertThat(next(upstreamSaw)).isEqualTo("closed 1001");
    }

    @Test
    void aNodeThatDrainsKeepsThoseThatItHas() throws Exception {
        WebSocket socket = open(ServerFixture.USER);
        next(upstreamSaw);
        fixture.store.drain("n", true);
        fixture.until(() -> !fixture.open("n/ui"));
        assertThat(fixture.upstream("n/ui").number("requests")).isOne();
        socket.sendText("hello", true).join();
        assertThat(next(clientSaw)).isEqualTo("echo hello");
        try (Socket another = ask(fixture, "n/ui/ws")) {
            assertThat(all(another)).startsWith("HTTP/1.1 503 ");
        }
    }

    /** What comes until the server closes. */
    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    private long waiting() throws Exception {
        return fixture.status().maps("lanes").getFirst().number("waiting");
    }

    /** A client that can be gone at any moment. */
    private static Socket ask(ServerFixture fixture, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(
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
                                .formatted(path, ServerFixture.USER)
                                .getBytes(US_ASCII));
        return socket;
    }

    @Test
    void withoutAKeyThereIsNone() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> open("gk-wrong")))
                .hasMessageContaining("WebSocketHandshakeException");
        assertThat(upstreamSaw).isEmpty();
    }
}
