package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests and answers begin and end, whatever the other side makes of it. */
class FramingTest {
    private static final String LENGTH = "Content-Length: 2\r\n\r\n{}";
    private static final String EVENTS = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
    private static final String BROKEN =
            "data: {\"error\":{\"message\":\"the upstream broke off: it closed the connection\"";

    private final ServerFixture fixture =
            new ServerFixture(
                    ServerFixture.settings(
                            true, true, Timeouts.STANDARD, new BodyLimits(1 << 25, 1 << 30)));

    @AfterEach
    void close() {
        fixture.close();
    }

    /** One that says this and closes the connection. */
    private static ScriptedUpstream closing(String answer) {
        return new ScriptedUpstream((_, talk) -> {
            talk.write(answer);
            throw new IOException("closed");
        });
    }

    /** Where the length counts, the rest of the event would be taken for the next answer. */
    @Test
    void anEventThatTellsOfTheEndIsNotBeyondIt() throws Exception {
        try (ScriptedUpstream a = closing(EVENTS + "Content-Length: 100\r\n\r\ndata: 1\n\n")) {
            fixture.with("a", a);
            assertThat(fixture.raw(ServerFixture.chatHead() + LENGTH, "0\r\n\r\n"))
                    .doesNotContainIgnoringCase("content-length")
                    .contains("data: 1\n\n", BROKEN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: 1\\n\\n|data: 1\\n\\n",
                "data: 1\\r\\n\\r\\n|data: 1\\r\\n\\r\\n",
                "data: 1\\n|data: 1\\n\\n",
                "data: {\"x\":|data: {\"x\":\\n\\n",
                "data: 1\\n\\ndata:|data: 1\\n\\ndata:\\n\\n"
            })
    void anEventThatTellsOfTheEndIsOneOfItsOwn(String sent, String before) throws Exception {
        try (ScriptedUpstream a =
                closing(
                        EVENTS
                                + "Transfer-Encoding: chunked\r\n\r\n100\r\n"
                                + sent.translateEscapes())) {
            fixture.with("a", a);
            assertThat(fixture.chat("{}").body()).startsWith(before.translateEscapes() + BROKEN);
        }
    }

    @Test
    void anOldClientLearnsTheEndFromTheConnection() throws Exception {
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.events();
                    talk.chunk("data: 1\n\n");
                    talk.chunk("");
                })) {
            fixture.with("a", a);
            String head = ServerFixture.chatHead().replace("HTTP/1.1", "HTTP/1.0");
            assertThat(fixture.raw(head + "Connection: keep-alive\r\n" + LENGTH, ""))
                    .endsWith("\r\n\r\ndata: 1\n\n");
        }
    }

    /** Tokens are counted in what can be read. */
    @Test
    void answersThatCostAreNotCompressed() throws Exception {
        try (ScriptedUpstream a = ScriptedUpstream.saying("{}")) {
            fixture.with("a", a);
            String gzip = "Accept-Encoding: gzip\r\n";
            String head = ServerFixture.chatHead() + gzip;
            assertThat(fixture.raw(head + LENGTH, "{}")).contains("200 OK");
            assertThat(a.requests.getLast().field("accept-encoding")).isEmpty();
            String page = head.replace("POST /v1/chat/completions", "GET /upstream/a/chat/page");
            assertThat(fixture.raw(page + "\r\n", "{}")).contains("200 OK");
            assertThat(a.requests.getLast().field("accept-encoding")).isEqualTo("gzip");
        }
    }

    @ParameterizedTest
    @CsvSource({"101", "102", "99", "1000"})
    void whatIsNoFinalStatusIsNoAnswer(int status) throws Exception {
        try (ScriptedUpstream a =
                closing("HTTP/1.1 " + status + " X\r\nUpgrade: x\r\nContent-Length: 0\r\n\r\n")) {
            fixture.with("a", a);
            assertThat(fixture.chat("{}").statusCode()).isEqualTo(502);
        }
    }

    /** What it has not taken is in the way of the next request on that connection. */
    @ParameterizedTest
    @CsvSource({"200", "400"})
    void anAnswerBeforeTheEndOfItsRequestEndsTheConnection(int status) throws Exception {
        Semaphore end = new Semaphore(0);
        try (ScriptedUpstream a =
                new ScriptedUpstream((_, talk) -> {
                    talk.json(status, "{}");
                    end.acquireUninterruptibly();
                })) {
            fixture.with("a", a);
            a.hasty = true;
            String large = "{\"x\":\"" + "x".repeat(1 << 24) + "\"}";
            assertThat(fixture.chat(large).statusCode()).isEqualTo(status);
            a.hasty = false;
            a.script = (_, talk) -> talk.json(200, "{}");
            assertThat(fixture.chat("{}").statusCode()).isEqualTo(200);
            end.release();
        }
    }

    @Test
    void aRefusalEndsNoConnectionWithoutNeed() throws Exception {
        String get = "GET /v1/models/none HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        String key = "Authorization: Bearer " + ServerFixture.USER + "\r\n\r\n";
        try (Socket client = fixture.sending(get + "\r\n" + get + key + get + "\r\n")) {
            assertThat(ServerFixture.all(client, "}}")).contains(" 401 ");
            assertThat(ServerFixture.all(client, "}}")).contains(" 404 ");
            assertThat(ServerFixture.all(client, "}}")).contains(" 401 ");
        }
    }
}
