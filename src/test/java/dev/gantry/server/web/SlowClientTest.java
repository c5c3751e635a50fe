package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks, and then takes nothing of its answer. */
class SlowClientTest {
    private static final Timeouts QUICK =
            new Timeouts(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20));

    @Test
    void whoTakesNothingKeepsNoUpstreamFromOthers() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (ServerFixture fixture =
                        new ServerFixture(ServerFixture.settings(true, true, QUICK, 1000));
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
            try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), fixture.port())) {
                idle.getOutputStream()
                        .write(
                                """
                                POST /v1/chat/completions HTTP/1.1\r
                                Host: 127.0.0.1\r
                                Authorization: Bearer %s\r
                                Content-Length: 2\r
                                \r
                                {}\
                                """
                                        .formatted(ServerFixture.USER)
                                        .getBytes(US_ASCII));
                assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
            }
            fixture.until(() -> fixture.upstream("a/chat").number("requests") == 0);
            fixture.until(() -> fixture.logged().contains("client_gone"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /login", "POST /api/v1/nodes"})
    void aBodyThatDoesNotComeIsNotWaitedFor(String what) throws Exception {
        Timeouts quick =
                new Timeouts(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(300));
        try (ServerFixture fixture =
                new ServerFixture(ServerFixture.settings(true, true, quick, 1000))) {
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
}
