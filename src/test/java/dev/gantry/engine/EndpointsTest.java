package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import dev.gantry.diag.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds what the Docker CLI would find, in a home of its own. */
class EndpointsTest {
    private final Path home;
    private final Map<String, String> variables = new LinkedHashMap<>();

    EndpointsTest(@TempDir Path home) {
        this.home = home;
    }

    private Endpoint resolve(String text) {
        return new Endpoints(new DockerEnvironment(variables, home)).resolve(text);
    }

    private Path docker() {
        return home.resolve(".docker");
    }

    private static String id(String name) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private void context(String name, String endpoint) throws Exception {
        Path folder = docker().resolve("contexts/meta").resolve(id(name));
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("meta.json"),
                """
                {"Name": "%s", "Metadata": {}, "Endpoints": {"docker": %s}}
                """
                        .formatted(name, endpoint));
    }

    private Path tls(String name) throws Exception {
        return Files.createDirectories(
                docker().resolve("contexts/tls").resolve(id(name)).resolve("docker"));
    }

    private void configuration(String json) throws IOException {
        Files.createDirectories(docker());
        Files.writeString(docker().resolve("config.json"), json);
    }

    @Test
    void withoutAnythingItIsTheUsualSocket() {
        assertThat(resolve("local"))
                .isEqualTo(Endpoint.usual())
                .hasToString("unix:///var/run/docker.sock");
        assertThat(resolve("")).isEqualTo(Endpoint.usual());
        assertThat(resolve("context://default")).isEqualTo(Endpoint.usual());
    }

    @Test
    void hostBeatsContextBeatsCurrentContext() throws Exception {
        context("one", "{\"Host\": \"ssh://a@one\"}");
        context("two", "{\"Host\": \"ssh://a@two\"}");
        configuration("{\"currentContext\": \"two\"}");
        assertThat(resolve("local")).hasToString("ssh://a@two");
        variables.put("DOCKER_CONTEXT", "one");
        assertThat(resolve("local")).hasToString("ssh://a@one");
        variables.put("DOCKER_HOST", "tcp://three:1234");
        assertThat(resolve("local")).hasToString("tcp://three:1234");
        assertThat(resolve("context://two")).hasToString("ssh://a@two");
    }

    @Test
    void dockerConfigNamesTheFolder() throws Exception {
        context("one", "{\"Host\": \"ssh://a@one\"}");
        variables.put("DOCKER_CONFIG", home.resolve("elsewhere").toString());
        assertThatThrownBy(() -> resolve("context://one")).isInstanceOf(UsageException.class);
        variables.put("DOCKER_CONFIG", docker().toString());
        assertThat(resolve("context://one")).hasToString("ssh://a@one");
    }

    @Test
    void anUnknownContextNamesTheKnownOnesAndWhoAskedForIt() throws Exception {
        context("projector", "{\"Host\": \"ssh://a@one\"}");
        context("cooperator", "{\"Host\": \"ssh://a@two\"}");
        assertThatThrownBy(() -> resolve("context://projektor"))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        unknown ->
                                assertThat(unknown.hint())
                                        .isEqualTo("known: default, cooperator, projector"))
                .hasMessage("there is no Docker context \"projektor\"");
        variables.put("DOCKER_CONTEXT", "nope");
        assertThatThrownBy(() -> resolve("local"))
                .hasMessage("there is no Docker context \"nope\" (DOCKER_CONTEXT)");
        variables.clear();
        configuration("{\"currentContext\": \"gone\"}");
        assertThatThrownBy(() -> resolve("local"))
                .hasMessageContaining("\"gone\" (currentContext of ");
    }

    @Test
    void aContextsTlsFilesAreFound() throws Exception {
        context("plain", "{\"Host\": \"tcp://box\", \"SkipTLSVerify\": false}");
        assertThat(resolve("context://plain"))
                .isEqualTo(new Endpoint.Tcp("box", 2375, new Endpoint.Plain()));
        context("secure", "{\"Host\": \"tcp://box\", \"SkipTLSVerify\": false}");
        Path files = tls("secure");
        assertThat(resolve("context://secure"))
                .isEqualTo(new Endpoint.Tcp("box", 2376, new Endpoint.Tls(files, true)));
        context("loose", "{\"Host\": \"tcp://box:99\", \"SkipTLSVerify\": true}");
        assertThat(resolve("context://loose"))
                .isInstanceOfSatisfying(
                        Endpoint.Tcp.class,
                        tcp ->
                                assertThat(tcp.tls())
                                        .isInstanceOfSatisfying(
                                                Endpoint.Tls.class,
                                                tls -> assertThat(tls.verify()).isFalse()));
    }

    @Test
    void theEnvironmentSwitchesTlsOn() {
        variables.put("DOCKER_HOST", "tcp://box");
        variables.put("DOCKER_TLS_VERIFY", "1");
        assertThat(resolve("local"))
                .isEqualTo(new Endpoint.Tcp("box", 2376, new Endpoint.Tls(docker(), true)));
        variables.put("DOCKER_CERT_PATH", "/certs");
        variables.remove("DOCKER_TLS_VERIFY");
        variables.put("DOCKER_TLS", "1");
        assertThat(resolve("local"))
                .isEqualTo(
                        new Endpoint.Tcp("box", 2376, new Endpoint.Tls(Path.of("/certs"), false)));
    }

    @Test
    void aBrokenFileOfDockersIsToldWithItsPlace() throws Exception {
        configuration("{\"currentContext\": ");
        assertThatThrownBy(() -> resolve("local"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("config.json");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///run/d.sock,unix:///run/d.sock",
        "unix://,unix:///var/run/docker.sock",
        "tcp://box,tcp://box:2375",
        "tcp://box:1/,tcp://box:1",
        "tcp://[::1]:5,tcp://[::1]:5",
        "http://box:80,tcp://box:80",
        "ssh://box,ssh://box",
        "ssh://u@box:2222/run/d.sock,ssh://u@box:2222/run/d.sock",
        "ssh://u@[fe80::1]:22,ssh://u@[fe80::1]:22",
        "ssh://box/,ssh://box",
        "ssh://box/var/run/docker.sock,ssh://box"
    })
    void everyFormOfAnAddressIsRead(String text, String shown) {
        assertThat(resolve(text)).hasToString(shown);
        assertThat(resolve(shown)).isEqualTo(resolve(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "box",
                "ftp://box",
                "tcp://",
                "tcp://u@box",
                "tcp://box/path",
                "tcp://box:0",
                "tcp://box:65536",
                "tcp://box:http",
                "ssh://",
                "ssh://-oProxyCommand=evil",
                "ssh://-u@box",
                "ssh://box?x=1",
                "ssh://box#x",
                "npipe:////./pipe/docker_engine"
            })
    void whatIsNoAddressIsRefusedWithTheForms(String text) {
        assertThatThrownBy(() -> resolve(text))
                .isInstanceOfSatisfying(
                        UsageException.class, wrong -> assertThat(wrong.hint()).contains("ssh://"))
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> resolve("ssh://user:hush@box"))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("hush");
    }
}
