package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.secret.FakeInfisical;
import dev.gantry.secret.FakeInfisicalWorld;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose secrets come from Infisical: it is up, Infisical goes, and nothing is lost. */
@ExtendWith(TwoHosts.class)
class InfisicalStackTest {
    private static final String PASSWORD = "hush-from-infisical";

    private final Scenario fleet;
    private final Path own;
    private final FakeInfisical server =
            FakeInfisical.open(
                    new FakeInfisicalWorld()
                            .put("prod", "/gitea", "GITEA_DB_PASSWORD", PASSWORD)
                            .put("prod", "/docker", "REGISTRY_PASSWORD", "r"),
                    InstantSource.system());

    InfisicalStackTest(@TempDir Path folder, TwoHosts.Hosts hosts) {
        this.fleet = new Scenario(folder.resolve("fleet"), hosts);
        this.own = folder.resolve("own");
    }

    @BeforeEach
    void write() {
        server.identity("gantry", "hush-client-secret");
        fleet.file(
                "gitea.yaml",
                """
                services:
                  db:
                    image: lab/valkey:1
                    environment: {PASSWORD: "${GITEA_DB_PASSWORD:?comes from Infisical}"}
                """);
        secretsAt("/gitea");
    }

    private void secretsAt(String path) {
        fleet.file(
                "gantry.yaml",
                """
                fleet: keys
                hosts: {one: {engine: "${ONE}"}}
                stacks: {gitea: {compose: gitea.yaml, secrets: %s}}
                secrets:
                  - infisical: {url: "%s", project: keys, environment: prod}
                """
                        .formatted(path, server.url()));
    }

    @AfterEach
    void clean() {
        secretsAt("/gitea");
        gantry("down", "-v", "--yes").exits(0);
        server.close();
    }

    /** With what is kept of secrets in a folder of the test. */
    private Command.Run gantry(String... arguments) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID", "gantry");
        environment.put("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "hush-client-secret");
        environment.put("XDG_STATE_HOME", own.resolve("state").toString());
        environment.put("XDG_CONFIG_HOME", own.resolve("config").toString());
        Command.Run run = fleet.command(arguments).with(environment).run();
        assertThat(run.output() + run.error()).doesNotContain("hush");
        return run;
    }

    private String container() {
        return fleet.inspect(fleet.hosts().one(), "keys-gitea-db-1").text("Id");
    }

    @Test
    void infisicalMayGoOnceTheStackIsUpAndAWrongPathTouchesNothing() {
        gantry("up").exits(0);
        List<String> variables =
                fleet.inspect(fleet.hosts().one(), "keys-gitea-db-1").map("Config").texts("Env");
        assertThat(variables).contains("PASSWORD=" + PASSWORD);
        String before = container();

        secretsAt("/gitae");
        assertThat(gantry("up").exits(65).error())
                .contains("gantry.yaml:3:17: error: ", "there is no folder /gitae", "\"/gitea\"");
        assertThat(container()).isEqualTo(before);

        secretsAt("/gitea");
        server.close();
        assertThat(gantry("plan").exits(0).error())
                .contains("warning: ", "the secrets of /gitea are those of ", "Connection refused");
        gantry("up").exits(0);
        assertThat(container()).isEqualTo(before);
    }
}
