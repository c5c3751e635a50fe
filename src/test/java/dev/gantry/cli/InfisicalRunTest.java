package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.secret.FakeInfisical;
import dev.gantry.secret.FakeInfisicalWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of a fleet whose secrets come from Infisical. */
class InfisicalRunTest {
    private final FakeInfisical server =
            FakeInfisical.open(
                    new FakeInfisicalWorld()
                            .put("prod", "/gitea", "DB_HOST", "hush-value")
                            .put("prod", "/docker", "REGISTRY_PASSWORD", "hush-registry"),
                    InstantSource.system());
    private final Path folder;
    private final Runner runner;

    InfisicalRunTest(@TempDir Path folder) {
        this.folder = folder;
        this.runner = new Runner(folder);
    }

    @BeforeEach
    void write() throws IOException {
        server.identity("gantry", "hush-secret");
        runner.environment.put("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID", "gantry");
        runner.environment.put("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "hush-secret");
        Files.writeString(
                folder.resolve("gitea.yaml"),
                "services: {db: {image: db, environment: {DB: \"${DB_HOST:?}\"}}}\n");
        Files.writeString(folder.resolve("proxy.yaml"), "services: {proxy: {image: proxy}}\n");
        fleet("/gitea");
    }

    private void fleet(String path) throws IOException {
        Files.writeString(
                folder.resolve("gantry.yaml"),
                """
                stacks:
                  gitea: {compose: gitea.yaml, secrets: %s}
                  proxy: {compose: proxy.yaml}
                secrets:
                  - infisical: {url: "%s", project: keys, environment: prod}
                """
                        .formatted(path, server.url()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Runner.Ended run(String... words) {
        return runner.run(new RealHouse(), words);
    }

    @Test
    void envTellsWhereASecretComesFromAndMasksIt() {
        Runner.Ended ended = run("env", "gitea@local");
        assertThat(ended.error()).isEmpty();
        assertThat(ended.output())
                .containsPattern("DB_HOST +\\*{8} +infisical /gitea\n")
                .doesNotContain("hush");
        server.close();
        assertThat(run("env", "gitea@local").output())
                .containsPattern("DB_HOST +\\*{8} +infisical /gitea, kept\n");
        assertThat(folder.resolve(".config/gantry/cache.key")).exists();
    }

    /** Ctrl-C at once: the server asks for ten minutes, and as many would be waited for. */
    @Timeout(60)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gitea: {compose: gitea.yaml}",
                "gitea: {compose: gitea.yaml, secrets: /gitea}"
            })
    void nobodyWaitsForItAfterCtrlC(String stack) throws IOException {
        Files.writeString(
                folder.resolve("gantry.yaml"),
                """
                stacks: {%s}
                secrets:
                  - infisical: {url: "%s", project: keys, environment: prod, path: /docker, timeout: 1h}
                """
                        .formatted(stack, server.url()));
        server.busy("600");
        runner.cancellation.cancel();
        assertThat(run("env", "gitea@local").code()).isEqualTo(ExitCode.CANCELLED);
    }

    @Test
    void envAndConfigTellOnceThatValuesAreThoseOfAnEarlierRun() {
        run("env", "gitea@local");
        server.close();
        String told = "warning: the secrets of /gitea are those of ";
        List<List<String>> commands =
                List.of(
                        List.of("env", "gitea@local"),
                        List.of("config", "--stack", "gitea"),
                        List.of("config", "--explain", "--stack", "gitea"),
                        List.of("config", "db"));
        for (List<String> words : commands) {
            Runner.Ended ended = run(words.toArray(String[]::new));
            assertThat(ended.code()).isEqualTo(ExitCode.DONE);
            assertThat(ended.error()).containsOnlyOnce(told);
            assertThat(ended.output()).isNotEmpty().doesNotContain(told);
        }
    }

    @Test
    void aWrongPathIsWrongInput() throws IOException {
        fleet("/gitae");
        Runner.Ended ended = run("config");
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ended.error())
                .contains(
                        "gantry.yaml:2:10: error: there is no folder /gitae",
                        "did you mean \"/gitea\"?");
    }

    @Test
    void aStackWithoutSecretsIsNotConcerned() {
        server.close();
        assertThat(run("config", "--stack", "proxy").code()).isEqualTo(ExitCode.DONE);
        Runner.Ended ended = run("config", "--stack", "gitea");
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ended.error()).contains("Connection refused");
    }
}
