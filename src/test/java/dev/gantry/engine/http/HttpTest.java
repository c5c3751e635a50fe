package dev.gantry.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Json;
import dev.gantry.engine.CannedServer;
import dev.gantry.engine.CannedServer.Step;
import dev.gantry.engine.dial.UnixDialer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that answers what a test wrote down. */
@Timeout(30)
class HttpTest {
    private static final Patience PATIENCE = new Patience.Whole(Duration.ofSeconds(20));
    private static final String OK = CannedServer.json(200, "{}");

    private final CannedServer server;
    private final Http http;

    HttpTest(@TempDir Path folder) {
        server = CannedServer.open(folder);
        http = new Http(new UnixDialer(server.socket()));
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    private Response send(Request request) throws IOException {
        return http.send(request, PATIENCE);
    }

    private String text(Request request) throws IOException {
        try (Response response = send(request)) {
            return response.text();
        }
    }

    private String get() throws IOException {
        return text(Request.get("/x"));
    }

    @Test
    void aConnectionIsUsedAgainAfterEveryFramedAnswer() throws Exception {
        server.answers(
                CannedServer.json(200, "{\"a\":1}"),
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n4;ext=1\ndefg\n0\nTrailer: x\n\n",
                "HTTP/1.1 204 No Content\n\n",
                "HTTP/1.1 304 Not Modified\nContent-Length: 5\n\n",
                "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: x\n\n" + OK,
                CannedServer.json(404, "{\"message\":\"no\"}"));
        assertThat(get()).isEqualTo("{\"a\":1}");
        assertThat(get()).isEqualTo("abcdefg");
        assertThat(get()).isEmpty();
        assertThat(get()).isEmpty();
        assertThat(get()).isEqualTo("{}");
        assertThat(get()).isEqualTo("{\"message\":\"no\"}");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionIsNotUsedAgainAfterAnAnswerThatEndsWithItOrWasNotRead() throws Exception {
        server.answers("HTTP/1.1 200 OK\n\nto the end");
        server.answers("HTTP/1.1 200 OK\nConnection: Close\nContent-Length: 2\n\n{}");
        server.answers("HTTP/1.0 200 OK\nContent-Length: 2\n\n{}");
        server.answers(CannedServer.json(200, "unread"));
        server.answers(OK);
        assertThat(get()).isEqualTo("to the end");
        assertThat(get()).isEqualTo("{}");
        assertThat(get()).isEqualTo("{}");
        send(Request.get("/x")).close();
        assertThat(get()).isEqualTo("{}");
        assertThat(server.connections()).isEqualTo(5);
    }

    @Test
    void concurrentExchangesHaveAConnectionEach() throws Exception {
        server.answers(OK).answers(OK);
        try (Response first = send(Request.get("/1"));
                Response second = send(Request.get("/2"))) {
            assertThat(second.text()).isEqualTo("{}");
            assertThat(first.text()).isEqualTo("{}");
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aBodyThatBreaksOffIsAnError() {
        for (String answer :
                new String[] {
                    "HTTP/1.1 200 OK\nContent-Length: 9\n\nshort",
                    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nab",
                    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nab\n",
                    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nab\n0\n"
                }) {
            server.answers(answer);
            assertThatThrownBy(this::get)
                    .as(answer)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("closed within the body");
        }
    }

    @Test
    void whatIsNotHttpIsSaid() {
        for (String answer :
                new String[] {
                    "SSH-2.0-OpenSSH_9.2p1\n\n",
                    "HTTP/2 200 OK\n\n",
                    "HTTP/1.1 2000 OK\n\n",
                    "HTTP/1.1 20x OK\n\n"
                }) {
            server.answers(answer);
            assertThatThrownBy(this::get)
                    .as(answer)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageStartingWith("not an HTTP answer: ");
        }
        server.answers("\u0015\u0003\u0001\u0000\u0002\u0002\n\n");
        assertThatThrownBy(this::get).hasMessage("a control character in the head");
        server.answers("HTTP/1.1 200 OK\nno colon\n\n");
        assertThatThrownBy(this::get).hasMessage("malformed header \"no colon\"");
        server.answers("HTTP/1.1 200 OK\nContent-Length: -1\n\n");
        assertThatThrownBy(this::get).hasMessage("a body of length \"-1\"");
        server.answers("HTTP/1.1 200 OK\nContent-Length: 2\nTransfer-Encoding: chunked\n\n{}");
        assertThatThrownBy(this::get).hasMessageContaining("a body framed as \"chunked\"");
        server.answers("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n");
        assertThatThrownBy(this::get).hasMessage("a malformed chunk size");
        server.answers("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\nab\n0\n\n");
        assertThatThrownBy(this::get).hasMessage("a chunk longer than it says");
    }

    @Test
    void aStrangerOnTheSocketDoesNotFillTheMemory() {
        server.answers("HTTP/1.1 200 " + "x".repeat(20_000));
        assertThatThrownBy(this::get).hasMessage("a line of more than 16384 bytes");
        server.answers("HTTP/1.1 200 OK\n" + "A: b\n".repeat(129) + "\n");
        assertThatThrownBy(this::get).hasMessage("more than 128 headers");
        server.answers(
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n0\n" + "A: b\n".repeat(33) + "\n");
        assertThatThrownBy(this::get).hasMessage("more than 32 trailers");
    }

    @Test
    void aReadIsSentAgainOnceWhenAKeptConnectionHasDied() throws Exception {
        server.answers(OK).answers(OK);
        assertThat(get()).isEqualTo("{}");
        assertThat(get()).isEqualTo("{}");
        assertThat(server.connections()).isEqualTo(2);

        server.connection(new Step.Reads());
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void whatMayChangeSomethingIsNeverSentTwice() throws Exception {
        server.connection(
                new Step.Reads(), CannedServer.write(OK), new Step.Reads(), new Step.Reads());
        assertThat(get()).isEqualTo("{}");
        CompletableFuture<String> post =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return text(Request.post("/change"));
                    } catch (IOException failed) {
                        return String.valueOf(failed.getMessage());
                    }
                });
        while (server.requests().size() < 2) {
            Thread.onSpinWait();
        }
        server.close();
        assertThat(post.get(5, TimeUnit.SECONDS)).doesNotContain("{}");
        assertThat(server.requestLines())
                .containsExactly("GET /x HTTP/1.1", "POST /change HTTP/1.1");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aNewConnectionThatEndsBeforeAnAnswerIsNotTriedAgain() {
        server.connection(new Step.Reads());
        assertThatThrownBy(this::get).hasMessage("the connection was closed");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsGivenUp() throws Exception {
        Patience second = new Patience.Whole(Duration.ofSeconds(1));
        server.connection(new Step.Reads(), new Step.Hangs());
        assertThatThrownBy(() -> http.send(Request.get("/x"), second))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("no answer within 1 s");

        server.connection(
                new Step.Reads(),
                CannedServer.write("HTTP/1.1 200 OK\nContent-Length: 9\n\nsome"),
                new Step.Hangs());
        try (Response half = http.send(Request.get("/x"), second)) {
            assertThatThrownBy(half::text).hasMessage("no answer within 1 s");
        }
    }

    @Test
    void aBodyMayTakeForEverWhereOnlyItsHeadIsAwaited() throws Exception {
        Duration limit = Duration.ofMillis(200);
        CountDownLatch gate = new CountDownLatch(1);
        server.connection(
                new Step.Reads(),
                CannedServer.write("HTTP/1.1 200 OK\nContent-Length: 2\n\n"),
                new Step.Waits(gate),
                CannedServer.write("{}"));
        server.connection(new Step.Reads(), new Step.Hangs());
        try (Response slow = http.send(Request.get("/logs"), new Patience.UpToHead(limit))) {
            // Longer than the limit: another exchange, begun after this one, has run out of time.
            assertThatThrownBy(() -> http.send(Request.get("/x"), new Patience.Whole(limit)))
                    .isInstanceOf(UnreachableException.class);
            gate.countDown();
            assertThat(slow.text()).isEqualTo("{}");
        }
    }

    @Test
    void waitingIsCountedAnewWithEveryPieceWhereOnlyIdlenessIsLimited() throws Exception {
        Patience idle = new Patience.Idle(Duration.ofMillis(1500));
        CountDownLatch[] gates = {new CountDownLatch(1), new CountDownLatch(1)};
        server.connection(
                new Step.Reads(),
                CannedServer.write("HTTP/1.1 200 OK\nContent-Length: 4\n\na"),
                new Step.Waits(gates[0]),
                CannedServer.write("b"),
                new Step.Waits(gates[1]),
                CannedServer.write("c"),
                new Step.Hangs());
        try (Response slow = http.send(Request.get("/load"), idle)) {
            assertThat(slow.body().read()).isEqualTo('a');
            for (CountDownLatch gate : gates) {
                runOutOfTime(Duration.ofMillis(800));
                gate.countDown();
                assertThat(slow.body().read()).isPositive();
            }
            assertThatThrownBy(() -> slow.body().read())
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith("no answer within ");
        }
    }

    /** Lets that much time pass, as the client itself measures it. */
    private void runOutOfTime(Duration limit) {
        server.connection(new Step.Reads(), new Step.Hangs());
        assertThatThrownBy(() -> http.send(Request.get("/wait"), new Patience.Whole(limit)))
                .isInstanceOf(UnreachableException.class);
    }

    @Test
    void closingAnAnswerEndsAReadThatBlocks() throws Exception {
        server.connection(
                new Step.Reads(),
                CannedServer.write("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\na\n"),
                new Step.Hangs());
        Response endless = http.send(Request.get("/x"), PATIENCE);
        assertThat(endless.body().read()).isEqualTo('a');
        CompletableFuture<Boolean> read = failing(() -> endless.body().read());
        endless.close();
        assertThat(read.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTheClientEndsEveryExchange() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.connection(new Step.Reads(), new Step.Tells(asked), new Step.Hangs());
        CompletableFuture<Boolean> sent = failing(this::get);
        asked.await();
        http.close();
        assertThat(sent.get(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(this::get).hasMessage("the engine's connection was closed by us");
    }

    /** Something that can fail. */
    private interface Attempt {
        Object run() throws IOException;
    }

    /** Whether the attempt, made in another thread, ends with an error. */
    private static CompletableFuture<Boolean> failing(Attempt attempt) {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        attempt.run();
                        failed.complete(false);
                    } catch (IOException _) {
                        failed.complete(true);
                    }
                });
        return failed;
    }

    @Test
    void requestsAreWrittenAsRfc9112HasThem() throws Exception {
        server.answers(OK, OK, OK);
        text(Request.get(Target.of("a b", "ü/c").with("q", "x&y=\"1\"").toString()));
        text(Request.post("/p", Json.object().put("k", Json.of("ü")).build()).with("X-A", "1"));
        InputStream body = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
        text(new Request("PUT", "/s", Map.of(), new Request.Stream("application/x-tar", body)));
        String common = " HTTP/1.1\r\nHost: docker\r\nUser-Agent: gantry\r\n";
        assertThat(server.requests())
                .containsExactly(
                        "GET /a%20b/%C3%BC%2Fc?q=x%26y%3D%221%22" + common + "\r\n",
                        "POST /p"
                                + common
                                + "X-A: 1\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n"
                                + new String(
                                        "{\"k\":\"ü\"}".getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.ISO_8859_1),
                        "PUT /s"
                                + common
                                + "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "5\r\nhello\r\n0\r\n\r\n");
        assertThatThrownBy(() -> Request.get("/x").with("X", "a\r\nB: c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerThatComesBeforeALongBodyWasSentIsRead() throws Exception {
        server.connection(
                new Step.ReadsHead(), CannedServer.write(CannedServer.json(400, "{\"too\":1}")));
        Request endless =
                new Request("PUT", "/s", Map.of(), new Request.Stream("x", new Endless()));
        try (Response response = send(endless)) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).isEqualTo("{\"too\":1}");
        }
    }

    @Test
    void aBodyThatCannotBeReadIsToldAtOnce() throws Exception {
        server.connection(new Step.Reads(), new Step.Hangs());
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThatThrownBy(() ->
                        send(new Request("PUT", "/s", Map.of(), new Request.Stream("x", broken))))
                .isInstanceOf(IOException.class)
                .hasMessage("Stream closed");
    }

    /** Zeros without end. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
