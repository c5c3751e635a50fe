package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server with room for 1500 bytes of bodies, of which each may have 1000. */
class BodyBudgetTest {
    private static final String BODY = "{" + " ".repeat(998) + "}";
    private static final String OTHER = ServerFixture.chatHead() + "Content-Length: 600\r\n\r\n";
    private static final String CHUNKED =
            ServerFixture.chatHead() + "Transfer-Encoding: chunked\r\n\r\n";

    private final ServerFixture fixture =
            new ServerFixture(
                    ServerFixture.settings(
                            true, true, Timeouts.STANDARD, new BodyLimits(1000, 1500)));

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A client that has sent so much of a body of 1000 bytes. */
    private Socket sending(int bytes) throws IOException {
        return fixture.sending(
                ServerFixture.chatHead()
                        + "Content-Length: 1000\r\n\r\n"
                        + BODY.substring(0, bytes));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private void awaitTaken(int bytes) throws Exception {
        fixture.until(() -> fixture.metric("gantry_request_body_bytes ").equals(bytes + ".0"));
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsRead() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}");
                Socket first = sending(1)) {
            fixture.with("a", a);
            awaitTaken(1000);
            assertThat(fixture.raw(OTHER, "}}"))
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\r\nRetry-After: 1\r\n")
                    .containsIgnoringCase("\r\nConnection: close\r\n")
                    .contains("\"type\":\"server_error\"", "\"code\":\"overloaded\"");
            assertThat(
                            fixture.metric(
                                    "gantry_requests_total{lane=\"\",status=\"503\",upstream=\"\"}"))
                    .isEqualTo(" 1.0");
            fixture.until(() -> fixture.logged().contains("\"overloaded\""));
            write(first, BODY.substring(1));
            assertThat(ServerFixture.all(first, "{}")).startsWith("HTTP/1.1 200 ");
            awaitTaken(0);
            assertThat(fixture.chat(BODY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatGrowsTooLargeIsRefusedThen() throws Exception {
        String chunk = "190\r\n" + " ".repeat(400) + "\r\n";
        try (Socket _ = sending(1);
                Socket growing = fixture.sending(CHUNKED + chunk)) {
            awaitTaken(1400);
            write(growing, chunk);
            assertThat(ServerFixture.all(growing, "}}")).startsWith("HTTP/1.1 503 ");
            awaitTaken(1000);
        }
        awaitTaken(0);
    }

    /** Who asks before it sends is told before it sends. */
    @Test
    void whatDoesNotFitIsNotAskedFor() throws Exception {
        String expecting = OTHER.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
        try (Socket _ = sending(1)) {
            awaitTaken(1000);
            assertThat(fixture.raw(expecting, "}}")).startsWith("HTTP/1.1 503 ");
        }
        awaitTaken(0);
        assertThat(fixture.raw(expecting, "\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    }

    @Test
    void aBodyThatIsRefusedTakesNothing() throws Exception {
        assertThat(fixture.chat(" ".repeat(500)).statusCode()).isEqualTo(400);
        assertThat(fixture.chat("{}" + BODY).statusCode()).isEqualTo(413);
        assertThat(fixture.chat("{\"model\":\"x\"}").statusCode()).isEqualTo(503);
        String large = "3e8\r\n" + " ".repeat(1000) + "\r\n";
        assertThat(fixture.raw(CHUNKED + large + large, "}}")).startsWith("HTTP/1.1 413 ");
        awaitTaken(0);
    }

    /** It may be sent to another upstream until then. */
    @Test
    void aBodyTakesItsRoomUntilTheAnswerBegins() throws Exception {
        Semaphore next = new Semaphore(0);
        ScriptedUpstream.Script breaking =
                (_, talk) -> {
                    next.acquireUninterruptibly();
                    talk.reset();
                };
        ScriptedUpstream.Script streaming =
                (_, talk) -> {
                    next.acquireUninterruptibly();
                    talk.events();
                    talk.chunk("data: 1\n\n");
                    next.acquireUninterruptibly();
                    talk.chunk("");
                };
        try (ScriptedUpstream a = new ScriptedUpstream(breaking);
                ScriptedUpstream b = new ScriptedUpstream(streaming)) {
            fixture.with("a", a);
            try (Socket client = sending(1000)) {
                fixture.until(() -> a.requests.size() == 1);
                fixture.with("b", b);
                next.release();
                fixture.until(() -> b.requests.size() == 1);
                assertThat(b.requests.getFirst().text()).isEqualTo(BODY);
                awaitTaken(1000);
                next.release();
                ServerFixture.all(client, "data: 1\n\n");
                awaitTaken(0);
                next.release();
                assertThat(ServerFixture.all(client, "0\r\n\r\n")).isNotEmpty();
                awaitTaken(0);
            }
        }
    }

    @Test
    void whoLeavesWhileItWaitsGivesTheRoomBack() throws Exception {
        try (ScriptedUpstream a = new ScriptedUpstream((_, talk) -> talk.awaitClose())) {
            fixture.with("a", a);
            try (Socket _ = sending(1000)) {
                fixture.until(() -> a.requests.size() == 1);
                awaitTaken(1000);
            }
            awaitTaken(0);
        }
    }

    @Test
    void whatCouldNeverFitIsTooLarge() {
        assertThat(new BodyLimits(1000, 500).each()).isEqualTo(500);
        assertThat(BodyLimits.of(1 << 30)).isEqualTo(new BodyLimits(64 << 20, 256 << 20));
        assertThat(BodyLimits.of(128 << 20).each()).isEqualTo(32 << 20);
    }
}
