package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.Location;
import dev.gantry.engine.ApiVersion;
import dev.gantry.engine.CannedServer;
import dev.gantry.engine.DockerEnvironment;
import dev.gantry.fleet.DaemonSettings;
import dev.gantry.fleet.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectedEnginesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PONG =
            """
            HTTP/1.1 200 OK
            Api-Version: 1.47
            Content-Length: 2

            OK\
            """;

    private final CannedServer server;
    private final ConnectedEngines engines;

    ConnectedEnginesTest(@TempDir Path folder) {
        server = CannedServer.open(folder);
        engines = new ConnectedEngines(new DockerEnvironment(Map.of(), folder), LinkedHashMap::new);
    }

    @AfterEach
    void close() {
        engines.close();
        server.close();
    }

    private static Host host(String engine) {
        return new Host(
                "gpu",
                engine,
                "",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                "",
                DaemonSettings.ANY,
                new LinkedHashMap<>(),
                Location.of("gantry.yaml"));
    }

    private Host host() {
        return host("unix://" + server.socket());
    }

    @Test
    void knocksOnceForAll() {
        server.answers(PONG, PONG);
        CompletableFuture<ApiVersion> first = engines.knock(host());
        assertThat(engines.knock(host())).isSameAs(first);
        assertThat(first.join()).isEqualTo(new ApiVersion("1.47"));
        assertThat(engines.knock(host())).isSameAs(first);
        assertThat(engines.engine(host()).apiVersion()).isEqualTo(first.join());
        assertThat(server.requestLines()).containsExactly("GET /_ping HTTP/1.1");
    }

    @Test
    void knocksAgainWhereNobodyOpened() {
        assertThat(engines.knock(host())).failsWithin(PATIENCE);
        server.answers(PONG);
        assertThat(engines.knock(host())).succeedsWithin(PATIENCE);
    }

    /** Whoever needs the engine is told why. */
    @Test
    void anAddressThatIsWrongIsNoAnswer() {
        assertThat(engines.knock(host("unix:"))).isCompletedExceptionally();
    }
}
