package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WebSockets with upstreams that answer late, otherwise, or not at all. */
class HandshakeTest {
    /** The first byte of a ping, which is the whole of its message. */
    private static final int PING = 0x89;

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String next(BlockingQueue<String> from) throws InterruptedException {
        return String.valueOf(from.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void whoLeavesBeforeTheUpstreamAnswersMakesRoom() throws Exception {
        try (ScriptedUpstream silent = new ScriptedUpstream((_, talk) -> talk.awaitClose())) {
            fixture.with("silent", silent, ",\"slots\":1");
            Socket gone = fixture.handshake("silent/chat/gone");
            fixture.until(() -> silent.requests.size() == 1);
            assertThat(fixture.upstream("silent/chat").number("requests")).isOne();
            gone.close();
            fixture.until(() -> fixture.upstream("silent/chat").number("requests") == 0);
        }
    }

    @Test
    void aHandshakeThatIsNeverAnsweredEnds() throws Exception {
        BlockingQueue<String> left = new LinkedBlockingQueue<>();
        try (ServerFixture impatient =
                        new ServerFixture(ServerFixture.impatient(1_000, 20_000, 20_000));
                ScriptedUpstream silent =
                        new ScriptedUpstream((_, talk) -> {
                            talk.awaitClose();
                            left.add("left");
                        })) {
            impatient.with("silent", silent, ",\"slots\":1");
            try (Socket client = impatient.handshake("silent/chat/ws")) {
                assertThat(ServerFixture.all(client))
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
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        try (ServerFixture asking =
                        new ServerFixture(ServerFixture.impatient(20_000, 20_000, 300));
                ScriptedUpstream upstream =
                        new ScriptedUpstream((request, talk) -> {
                            talk.write(switching(request.field("sec-websocket-key")));
                            frames.add(Integer.toHexString(talk.in().read()));
                        })) {
            asking.with("a", upstream);
            try (Socket client = asking.handshake("a/chat/ws")) {
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
            try (Socket client = fixture.handshake("silent/chat/ws")) {
                fixture.until(() -> silent.requests.size() == 1);
                silent.health = 500;
                assertThat(ServerFixture.all(client))
                        .startsWith("HTTP/1.1 502 ")
                        .contains("it is down: ");
            }
        }
    }

    @Test
    void anUpstreamThatWantsNoWebSocketSaysSoItself() throws Exception {
        try (ScriptedUpstream plain =
                new ScriptedUpstream((_, talk) -> talk.json(404, "{\"no\":\"socket\"}"))) {
            fixture.with("plain", plain);
            for (int time = 0; time < 5; time++) {
                try (Socket client = fixture.handshake("plain/chat/ws")) {
                    String answer = new String(client.getInputStream().readNBytes(13), US_ASCII);
                    assertThat(answer).isEqualTo("HTTP/1.1 404 ");
                }
            }
            assertThat(fixture.open("plain/chat")).isTrue();
        }
    }
}
