package dev.gantry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.engine.DockerEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials from files and from real programs, as the Docker CLI has them. */
class CredentialsTest {
    private static final String ANN = encoded("ann:pass:word");

    @TempDir Path folder;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final SequencedMap<String, Credential.Password> first = new LinkedHashMap<>();

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String header) {
        return new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
    }

    private Credentials config(String text) throws IOException {
        Files.writeString(folder.resolve("config.json"), text);
        variables.put("PATH", folder + ":" + System.getenv("PATH"));
        return new Credentials(
                new DockerEnvironment(Map.of("DOCKER_CONFIG", folder.toString()), folder)::settings,
                variables,
                () -> first);
    }

    private void program(String suffix, String script) throws IOException {
        Path file = folder.resolve("docker-credential-" + suffix);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aLoginOfTheFleetWins() throws IOException {
        Credentials all =
                config(
                        "{\"auths\": {\"hub.lan:5000\": {\"auth\": \"%s\"}}, \"credsStore\": \"broken\"}"
                                .formatted(ANN));
        first.put("hub.lan:5000", new Credential.Password("bob", "secret"));
        first.put("docker.io", new Credential.Password("me", "mine"));
        assertThat(decoded(all.of("hub.lan:5000/web:1"))).contains("\"bob\"", "\"secret\"");
        assertThat(decoded(all.of("nginx"))).contains("\"me\"", "https://index.docker.io/v1/");
        assertThat(all.forProgram())
                .isEqualTo(
                        Map.of(
                                "DOCKER_AUTH_CONFIG",
                                "{\"auths\":{\"hub.lan:5000\":{\"auth\":\"%s\"},\"https://index.docker.io/v1/\":{\"auth\":\"%s\"}}}"
                                        .formatted(encoded("bob:secret"), encoded("me:mine"))));
    }

    @Test
    void aLoginIsFoundByTheImagesRegistry() throws IOException {
        Credentials all =
                config(
                        """
                        {"auths": {"hub.lan:5000": {"auth": "%s"}, "https://index.docker.io/v1/": {"auth": "%s"},
                         "https://old.lan/v1/": {"username": "u", "password": "p"}, "t.lan": {"identitytoken": "tok", "auth": "%s"}}}
                        """
                                .formatted(ANN, encoded("hub:h\0\0"), ANN));
        assertThat(decoded(all.of("hub.lan:5000/web:1")))
                .isEqualTo(
                        "{\"username\":\"ann\",\"password\":\"pass:word\",\"serveraddress\":\"hub.lan:5000\"}");
        assertThat(decoded(all.of("redis"))).contains("\"username\":\"hub\",\"password\":\"h\"");
        assertThat(all.of("docker.io/library/redis:7")).isEqualTo(all.of("redis"));
        assertThat(decoded(all.of("old.lan/a/b@sha256:00"))).contains("\"username\":\"u\"");
        assertThat(decoded(all.of("t.lan/x")))
                .isEqualTo("{\"identitytoken\":\"tok\",\"serveraddress\":\"t.lan\"}");
        assertThat(all.of("hub.lan/web:1")).isEmpty();
        assertThat(decoded(all.all())).contains("\"hub.lan:5000\":{", "\"t.lan\":{");
    }

    @Test
    void nobodyHasNone() throws IOException {
        assertThat(Credentials.none().of("redis")).isEmpty();
        assertThat(Credentials.none().all()).isEmpty();
        assertThat(config("{}").of("redis")).isEmpty();
    }

    @Test
    void programsKeepThem() throws IOException {
        program(
                "vault",
                """
                read -r server
                echo "$1 $server" >> "%s/asked"
                case "$1 $server" in
                "get own.lan") echo '{"ServerURL": "own.lan", "Username": "own", "Secret": "s1"}' ;;
                "get tok.lan") echo '{"Username": "<token>", "Secret": "idtok"}' ;;
                list*) echo '{"own.lan": "own"}' ;;
                *) echo "credentials not found in native keychain"; exit 1 ;;
                esac
                """
                        .formatted(folder));
        program("other", "echo '{\"Username\": \"o\", \"Secret\": \"s2\"}'");
        Credentials all =
                config(
                        """
                        {"credsStore": "vault", "credHelpers": {"other.lan": "other"}, "auths": {"own.lan": {}}}
                        """);
        assertThat(decoded(all.of("own.lan/a")))
                .contains("\"username\":\"own\",\"password\":\"s1\"");
        assertThat(decoded(all.of("tok.lan/a"))).contains("\"identitytoken\":\"idtok\"");
        assertThat(decoded(all.of("other.lan/a"))).contains("\"username\":\"o\"");
        assertThat(all.of("none.lan/a")).isEmpty();
        assertThat(all.of("own.lan/b")).isNotEmpty();
        assertThat(Files.readString(folder.resolve("asked")).lines())
                .containsExactly("get own.lan", "get tok.lan", "get none.lan");
        assertThat(decoded(all.all())).contains("\"own.lan\":{", "\"other.lan\":{");
    }

    @Test
    void theVariablesLoginsWin() throws IOException {
        program("vault", "echo '{\"Username\": \"v\", \"Secret\": \"s\"}'");
        variables.put(
                "DOCKER_AUTH_CONFIG", "{\"auths\": {\"a.lan\": {\"auth\": \"" + ANN + "\"}}}");
        Credentials all = config("{\"credsStore\": \"vault\"}");
        assertThat(decoded(all.of("a.lan/x"))).contains("\"username\":\"ann\"");
        assertThat(decoded(all.of("b.lan/x"))).contains("\"username\":\"v\"");
    }

    @Test
    void whatIsBrokenIsToldWithoutASecret() throws IOException {
        program("bad", "echo 'hunter2'; exit 3");
        program("odd", "echo 'hunter2'");
        String text =
                "{\"credHelpers\": {\"bad.lan\": \"bad\", \"odd.lan\": \"odd\", \"no.lan\": \"no\"}}";
        Credentials all = config(text);
        assertThatThrownBy(() -> all.of("bad.lan/x"))
                .isInstanceOf(OperationException.class)
                .hasMessage("cannot read credentials: docker-credential-bad ended with code 3");
        assertThatThrownBy(() -> all.of("odd.lan/x"))
                .hasMessage("cannot read credentials: docker-credential-odd answered no JSON");
        assertThatThrownBy(() -> all.of("no.lan/x"))
                .hasMessage("cannot read credentials: docker-credential-no ended with code 127");
        Credentials wrong =
                config("{\"auths\": {\"a.lan\": {\"auth\": \"" + encoded("hunter2") + "\"}}}");
        assertThatThrownBy(() -> wrong.of("a.lan/x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("user:password")
                .hasMessageNotContaining("hunter2");
        assertThat(new Credential.Password("ann", "hunter2").toString()).doesNotContain("hunter2");
        assertThat(new Credential.IdentityToken("hunter2").toString()).doesNotContain("hunter2");
        assertThat(new Credential.RegistryToken("hunter2").toString()).doesNotContain("hunter2");
    }
}
