package dev.gantry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gantry.apply.Timekeeper;
import dev.gantry.engine.Neighbours;
import dev.gantry.engine.http.Dialer;
import dev.gantry.fleet.SmokeCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single attempts against servers of this machine. */
class ProbeTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Timekeeper time = Timekeeper.system();
    private final HttpServer server;
    private String asked = "";

    ProbeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        answer("/health", 200, "{\"status\":\"ok\"}");
        answer("/busy", 503, "password=hunter2");
        answer("/moved", 302, "");
        server.start();
    }

    private void answer(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    asked =
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().get("Host");
                    boolean silent = exchange.getRequestMethod().equals("HEAD");
                    exchange.sendResponseHeaders(status, silent ? -1 : bytes.length);
                    if (!silent) {
                        exchange.getResponseBody().write(bytes);
                    }
                    exchange.close();
                });
    }

    @AfterEach
    void end() {
        server.stop(0);
        time.close();
    }

    private static Dialer to(int port) {
        return Neighbours.direct("127.0.0.1", port, LONG);
    }

    private String http(String method, String target, int status, String body) throws IOException {
        SmokeCheck.Address address = new SmokeCheck.Address("site.lan", 8080);
        SmokeCheck.Http question =
                new SmokeCheck.Http(false, address, method, target, status, body, true);
        return new HttpProbe(question, to(server.getAddress().getPort()), time)
                .fault(LONG)
                .orElse("passed");
    }

    @Test
    void anAnswerIsComparedByStatusAndBody() throws IOException {
        assertThat(http("GET", "/health", 0, "")).isEqualTo("passed");
        assertThat(http("GET", "/health?deep=1", 200, "\"status\":\"ok\"")).isEqualTo("passed");
        assertThat(asked).isEqualTo("GET /health?deep=1 [site.lan:8080]");
        assertThat(http("GET", "/health", 204, "")).isEqualTo("answered 200, 204 is expected");
        assertThat(http("GET", "/health", 0, "no such text"))
                .isEqualTo("answered 200 without no such text in the body");
        assertThat(http("HEAD", "/health", 200, "")).isEqualTo("passed");
        assertThat(asked).startsWith("HEAD ");
    }

    @Test
    void redirectsAreAnswersAndBodiesAreNotRepeated() throws IOException {
        assertThat(http("GET", "/moved", 0, "")).isEqualTo("answered 302, 2xx is expected");
        assertThat(http("GET", "/moved", 302, "")).isEqualTo("passed");
        assertThat(http("GET", "/busy", 0, "")).isEqualTo("answered 503, 2xx is expected");
    }

    @Test
    void aServerThatSaysNothingHasItsTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SmokeCheck.Address address = new SmokeCheck.Address("localhost", 1);
            for (boolean secure : new boolean[] {false, true}) {
                SmokeCheck.Http question =
                        new SmokeCheck.Http(secure, address, "GET", "/", 0, "", false);
                HttpProbe probe = new HttpProbe(question, to(silent.getLocalPort()), time);
                assertThat(failure(probe, Duration.ofMillis(300))).isEqualTo("no answer in time");
            }
        }
    }

    @Test
    void aPortIsOpenWhenItsConnectionLasts() throws Exception {
        int port;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            assertThat(new TcpProbe(to(port), time).fault(Duration.ofMillis(200))).isEmpty();
        }
        assertThat(failure(new TcpProbe(to(port), time), LONG)).contains("Connection refused");
    }

    @Test
    void aConnectionThatIsTakenAndDroppedProvesNothing() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            FutureTask<String> probing =
                    new FutureTask<>(
                            () -> failure(new TcpProbe(to(proxy.getLocalPort()), time), LONG));
            Thread.ofPlatform().start(probing);
            proxy.accept().close();
            assertThat(probing.get()).isEqualTo("the connection was taken, and closed at once");
        }
    }

    @Test
    void whoSpeaksFirstIsThere() throws IOException, InterruptedException, ExecutionException {
        try (ServerSocket speaker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            FutureTask<String> probing =
                    new FutureTask<>(() ->
                            new TcpProbe(to(speaker.getLocalPort()), time)
                                    .fault(LONG)
                                    .orElse("passed"));
            Thread.ofPlatform().start(probing);
            try (Socket taken = speaker.accept()) {
                taken.getOutputStream().write('h');
                assertThat(probing.get()).isEqualTo("passed");
            }
        }
    }

    private static String failure(Probe probe, Duration limit) {
        try {
            return "no failure: " + probe.fault(limit);
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        }
    }
}
