package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDoorTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path folder = Path.of("");

    private static HttpDoor door(Duration timeout) {
        return new HttpDoor(timeout, _ -> Proxy.NO_PROXY, Optional.empty());
    }

    private static HttpReply ask(HttpDoor door, String uri) {
        return door.ask(HttpRequest.get(URI.create(uri), "hush"));
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedWhenItIsNamed() throws Exception {
        HttpsServer server = server();
        try {
            String uri = "https://localhost:" + server.getAddress().getPort() + "/";
            assertThat(ask(door(Duration.ofSeconds(20)), uri))
                    .isInstanceOfSatisfying(
                            HttpReply.Silence.class,
                            silence -> {
                                assertThat(silence.why()).startsWith("no TLS with localhost: ");
                                assertThat(silence.next()).contains("ca_file");
                            });
            HttpDoor trusting =
                    new HttpDoor(
                            Duration.ofSeconds(20),
                            _ -> Proxy.NO_PROXY,
                            Optional.of(Authorities.trust(folder.resolve("ca.pem"))));
            assertThat(ask(trusting, uri)).isEqualTo(new HttpReply.Answer(200, "hello", "", ""));
        } finally {
            server.stop(0);
        }
    }

    private HttpsServer server() throws IOException, GeneralSecurityException {
        keytool("-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost");
        keytool("-exportcert -alias a -rfc -file " + folder.resolve("ca.pem"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(file, PASSWORD);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 5);
                    exchange.getResponseBody().write(new byte[] {'h', 'e', 'l', 'l', 'o'});
                    exchange.close();
                });
        server.start();
        return server;
    }

    private void keytool(String words) throws IOException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String store =
                " -storetype PKCS12 -storepass changeit -keystore " + folder.resolve("keys.p12");
        Process process =
                new ProcessBuilder(List.of((program + " " + words + store).split(" ")))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
    }

    @Test
    void noFileOfCertificates() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "hello");
        assertThatThrownBy(() -> Authorities.trust(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ca.pem");
    }

    @Test
    void anAnswerWithoutAnEndIsGivenUp() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(new byte[1 << 16]);
                    }
                });
        server.start();
        try {
            String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            assertThat(ask(door(Duration.ofMinutes(5)), uri))
                    .isEqualTo(new HttpReply.Silence("the answer has no end", ""));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyThereAndNobodyThatSpeaks() throws IOException {
        String uri;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            uri = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            assertThat(ask(door(Duration.ofMillis(150)), uri))
                    .isEqualTo(
                            new HttpReply.Silence(
                                    "no answer within 150 milliseconds",
                                    "timeout: 30s waits longer"));
        }
        assertThat(ask(door(Duration.ofSeconds(9)), uri))
                .isEqualTo(new HttpReply.Silence("Connection refused", ""));
        assertThat(ask(door(Duration.ofSeconds(9)), "http://nowhere.invalid/"))
                .isEqualTo(new HttpReply.Silence("the name nowhere.invalid is not known", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "https://keys.example.org, proxy:3128",
        "http://keys.example.org, plain:1080",
        "https://git.inner, DIRECT",
        "https://inner, DIRECT",
        "https://dinner, proxy:3128",
        "https://127.0.0.1:8080, DIRECT",
        "https://localhost, DIRECT"
    })
    void theWayIsTheOneOfTheEnvironment(String server, String way) {
        Proxies proxies =
                new Proxies(
                        new Surroundings(
                                Map.of(
                                        "HTTPS_PROXY", "http://proxy:3128",
                                        "http_proxy", "plain",
                                        "NO_PROXY", "example.com, .inner"),
                                folder,
                                folder,
                                InstantSource.system()));
        Proxy proxy = proxies.to(URI.create(server));
        assertThat(proxy.toString().replaceFirst("^HTTP @ ", "").replace("/<unresolved>", ""))
                .isEqualTo(way);
    }
}
