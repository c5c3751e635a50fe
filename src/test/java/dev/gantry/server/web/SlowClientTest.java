package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks, and then takes nothing of its answer. */
class SlowClientTest {
    @Test
    void whoTakesNothingKeepsNoUpstreamFromOthers() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (ServerFixture fixture =
                        new ServerFixture(ServerFixture.impatient(20_000, 1_000, 20_000));
                ScriptedUpstream endless =
                        new ScriptedUpstream((_, talk) -> {
                            talk.events();
                            try {
                                while (true) {
                                    talk.chunk("data: " + "x".repeat(100_000) + "\n\n");
                                }
                            } catch (IOException gone) {
                                left.countDown();
                                throw gone;
                            }
                        })) {
            fixture.with("a", endless);
            try (Socket _ =
                    fixture.sending(ServerFixture.chatHead() + "Content-Length: 2\r\n\r\n{}")) {
                assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
            }
            fixture.until(() -> fixture.upstream("a/chat").number("requests") == 0);
            fixture.until(() -> fixture.logged().contains("client_gone"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /login", "POST /api/v1/nodes"})
    void aBodyThatDoesNotComeIsNotWaitedFor(String what) throws Exception {
        try (ServerFixture fixture =
                new ServerFixture(ServerFixture.impatient(20_000, 20_000, 300))) {
            String request =
                    String.join(
                            "\r\n",
                            what + " HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Authorization: Bearer " + ServerFixture.ADMIN,
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: 10",
                            "",
                            "k");
            assertThat(fixture.raw(request, "request_timeout")).startsWith("HTTP/1.1 408 ");
        }
    }

    /** However often its bytes come: it keeps the room of a whole body. */
    @Test
    void aBodyThatDripsIsNotWaitedFor() throws Exception {
        try (ServerFixture fixture =
                        new ServerFixture(ServerFixture.impatient(20_000, 20_000, 300));
                Socket slow =
                        fixture.sending(
                                ServerFixture.chatHead() + "Content-Length: 400\r\n\r\n{")) {
            for (int i = 1; i < 399 && slow.getInputStream().available() == 0; i++) {
                slow.getOutputStream().write(' ');
                Thread.sleep(10);
            }
            slow.getOutputStream().write('}');
            assertThat(ServerFixture.all(slow, "request_timeout")).startsWith("HTTP/1.1 408 ");
        }
    }
}
