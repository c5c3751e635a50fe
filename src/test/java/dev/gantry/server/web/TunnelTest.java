package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
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
    /** Bytes of a large frame. */
    private static final int LARGE = 5_000_000;

    private final ServerFixture fixture = new ServerFixture();
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> upstreamSaw = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> clientSaw = new LinkedBlockingQueue<>();

    @BeforeEach
    void register() throws Exception {
        HttpServer echo =
                vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("chat"))
                        .webSocketHandler(this::echo)
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

    private void echo(ServerWebSocket socket) {
        upstreamSaw.add(
                socket.uri()
                        + " "
                        + socket.headers().get("authorization")
                        + " "
                        + socket.headers().get("x-forwarded-for"));
        socket.textMessageHandler(text -> {
            if (text.equals("end")) {
                socket.close((short) 4001, "enough");
            } else if (text.equals("picture")) {
                socket.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer(new byte[LARGE]), true));
            } else {
                socket.writeTextMessage("echo " + text);
            }
        });
        socket.binaryMessageHandler(socket::writeBinaryMessage);
        socket.closeHandler(_ -> upstreamSaw.add("closed " + socket.closeStatusCode()));
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
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                clientSaw.add(text.toString());
                text.setLength(0);
            }
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
        assertThat(next(upstreamSaw)).isEqualTo("/ws?a=b null 127.0.0.1");
        socket.sendText("hello", true).join();
        assertThat(next(clientSaw)).isEqualTo("echo hello");
        socket.sendBinary(ByteBuffer.allocate(1000), true).join();
        assertThat(next(clientSaw)).isEqualTo("bytes 1000");
        socket.sendText("end", true).join();
        assertThat(next(clientSaw)).isEqualTo("closed 4001 enough");
        fixture.until(() -> fixture.upstream("n/ui").number("requests") == 0);
    }

    @Test
    void aPictureIsOneFrame() throws Exception {
        WebSocket socket = open(ServerFixture.USER);
        socket.sendText("picture", true).join();
        assertThat(next(clientSaw)).isEqualTo("bytes " + LARGE);
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
    void whoseKeyIsDisabledIsOut() throws Exception {
        open(ServerFixture.USER);
        next(upstreamSaw);
        try (Socket waits = fixture.handshake("n/ui/waits")) {
            fixture.until(() -> waiting() == 1);
            fixture.store.disableKey("user", true);
            assertThat(ServerFixture.all(waits)).contains(" 401 ").contains("\"key_disabled\"");
        }
        assertThat(next(clientSaw)).isEqualTo("closed 1008 this key has been disabled");
        assertThat(next(upstreamSaw)).isEqualTo("closed 1008");
        fixture.until(() -> fixture.upstream("n/ui").number("requests") == 0);
        fixture.until(() -> fixture.logged().contains("key_disabled"));
    }

    @Test
    void whoLeavesTheLaneMakesRoom() throws Exception {
        WebSocket first = open(ServerFixture.USER);
        assertThat(next(upstreamSaw)).startsWith("/ws?a=b");
        Socket gone = fixture.handshake("n/ui/gone");
        fixture.until(() -> waiting() == 1);
        try (Socket stays = fixture.handshake("n/ui/stays")) {
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
    void theUpstreamChoosesTheProtocol() {
        assertThat(open(ServerFixture.USER).getSubprotocol()).isEqualTo("chat");
    }

    @Test
    void oneIsARequestLikeOthers() throws Exception {
        String before = fixture.metric("gantry_client_connections");
        Socket socket = fixture.handshake("n/ui/ws");
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
        try (Socket another = fixture.handshake("n/ui/ws")) {
            assertThat(ServerFixture.all(another)).startsWith("HTTP/1.1 503 ");
        }
    }

    private long waiting() throws Exception {
        return fixture.status().maps("lanes").getFirst().number("waiting");
    }

    @Test
    void withoutAKeyThereIsNone() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> open("gk-wrong")))
                .hasMessageContaining("WebSocketHandshakeException");
        assertThat(upstreamSaw).isEmpty();
    }
}
