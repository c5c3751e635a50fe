package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.engine.CannedServer.Step;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a version is agreed with an engine, and what it tells of itself, byte for byte. */
@Timeout(30)
class VersionCallsTest {
    private final CannedServer server;
    private final Engine engine;

    VersionCallsTest(@TempDir Path folder) {
        server = CannedServer.open(folder);
        engine =
                HttpEngine.open(new Endpoint.Local(server.socket()), "box", EngineSettings.usual());
    }

    @AfterEach
    void close() {
        engine.close();
        server.close();
    }

    private static EngineException failure(ThrowingCallable call) {
        return catchThrowableOfType(EngineException.class, call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void theVersionIsAskedOnceAndLeadsEveryPath(String release) {
        server.records(release + "/ping").records(release + "/containers-json");
        server.answers(CannedServer.json(200, "[]"));
        ContainerSummary found = engine.containers(List.of("a=b")).getFirst();
        engine.containers(List.of());
        assertThat(found)
                .returns("smp", ContainerSummary::name)
                .returns("spike/redis:1", ContainerSummary::image)
                .returns("running", ContainerSummary::state);
        assertThat(found.health()).isEqualTo(release.equals("28.5") ? "starting" : "healthy");
        assertThat(found.labels()).containsEntry("com.docker.compose.project", "demo");
        assertThat(found.networks()).containsOnlyKeys("bridge");
        assertThat(found.ports())
                .contains(new ContainerSummary.PortBinding("0.0.0.0", 6379, 6379, "tcp"));
        assertThat(found.mounts()).extracting("destination").contains("/data");
        String api = release.equals("28.5") ? "1.51" : "1.41";
        assertThat(server.requestLines())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("GET /_ping HTTP/1.1"),
                        second ->
                                assertThat(second)
                                        .startsWith(
                                                "GET /v" + api + "/containers/json?all=1&filters=")
                                        .contains("a%3Db"),
                        third -> assertThat(third).startsWith("GET /v" + api + "/containers/json"));
    }

    @Test
    void anotherServerOnThePortIsNoEngine() {
        server.answers(CannedServer.json(200, "{\"ok\":true}"));
        assertThat(failure(engine::apiVersion))
                .hasMessage(
                        "cannot read the version on box: what answers there is not a Docker engine");
        server.answers("HTTP/1.1 404 Not Found\nContent-Length: 9\n\nnot found");
        assertThat(failure(engine::info)).hasMessageEndingWith("on box: not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "28.5"})
    void whatTheEngineIsIsReadFromItsAnswer(String release) {
        server.records(release + "/ping").records(release + "/version");
        assertThat(engine.version().engine()).startsWith(release);
        assertThat(engine.version())
                .returns("linux", EngineVersion::os)
                .returns("amd64", EngineVersion::architecture);
    }

    @Test
    void anEngineThatIsTooNewIsToldWithAWayOut() {
        String words =
                "client version 1.51 is too old. Minimum supported API version is 1.52, please"
                        + " upgrade your client to a newer version";
        server.records("28.5/ping")
                .answers(CannedServer.json(400, "{\"message\":\"" + words + "\"}"));
        assertThat(failure(engine::networks))
                .hasMessageContaining(words)
                .returns(
                        "update Gantry, or lower min-api-version in the engine's daemon.json",
                        EngineException::next);
    }

    @Test
    void aFailureToAgreeIsNotRemembered() {
        server.connection(new Step.Reads());
        assertThat(failure(engine::apiVersion)).returns(true, EngineException::unreachable);
        server.records("28.5/ping");
        assertThat(engine.apiVersion()).isEqualTo(new ApiVersion("1.51"));
    }
}
