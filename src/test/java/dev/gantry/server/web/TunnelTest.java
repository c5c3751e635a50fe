package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets to one upstream: what goes in comes out, on both sides. */
class TunnelTest {
    private final ServerFixture fixture = new ServerFixture();
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> upstreamSaw = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> clientSaw = new LinkedBlockingQueue<>();

    @BeforeEach
    void register() throws Exception {
        HttpServer echo =
                vertx.createHttpServer()
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
                            socket.closeHandler(_ -> upstreamSaw.add("closed"));
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
        assertThat(next(upstreamSaw)).isEqualTo("closed");
        fixture.until(() -> fixture.upstream("n/ui").number("requests") == 0);
    }

    @Test
    void whoLeavesTheLaneMakesRoom() throws Exception {
        WebSocket first = open(ServerFixture.USER);
        assertThat(next(upstreamSaw)).startsWith("/ws?a=b");
        Socket gone = ask("n/ui/gone");
        fixture.until(() -> waiting() == 1);
        try (Socket stays = ask("n/ui/stays")) {
            fixture.until(() -> waiting() == 2);
            gone.close();
            fixture.until(() -> waiting() == 1);
            first.abort();
            assertThat(next(upstreamSaw)).isEqualTo("closed");
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
            Socket gone = ask("silent/chat/gone");
            fixture.until(() -> silent.requests.size() == 1);
            assertThat(fixture.upstream("silent/chat").number("requests")).isOne();
            gone.close();
            fixture.until(() -> fixture.upstream("silent/chat").number("requests") == 0);
        }
    }

    private long waiting() throws Exception {
        return fixture.status().maps("lanes").getFirst().number("waiting");
    }

    /** A client that can be gone at any moment. */
    private Socket ask(String path) throws IOException {
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
