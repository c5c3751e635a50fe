package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Infisical as it is when nothing is wrong, and in its releases. */
class InfisicalTest {
    private static final String LOGIN = "POST /api/v1/auth/universal-auth/login";
    private static final String V4 = "GET /api/v4/secrets";

    private final FakeInfisicalWorld world = new FakeInfisicalWorld();
    private final InfisicalFleet fleet;
    private final FakeInfisical server;

    InfisicalTest(@TempDir Path folder) {
        fleet = new InfisicalFleet(folder);
        server = fleet.server(world);
    }

    @BeforeEach
    void fill() {
        world.put("prod", "/gitea", "GITEA_DB_PASSWORD", "one")
                .put("prod", "/gitea", "GITEA_SECRET_KEY", "two")
                .put("prod", "/apps/mail", "MAIL_PASSWORD", "m");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private InfisicalFleet run(String... more) {
        String settings =
                "url: %s\n      project: %s\n      environment: prod"
                        .formatted(server.url(), FakeInfisicalWorld.PROJECT);
        return fleet.run(settings, String.join("\n      ", more));
    }

    @Test
    void theSecretsOfTheStacksFolder() {
        run();
        assertThat(fleet.asked("gitea").toString())
                .isEqualTo(
                        "{GITEA_DB_PASSWORD=Secret[infisical /gitea], GITEA_SECRET_KEY=Secret[infisical /gitea]}");
        assertThat(fleet.secrets("gitea"))
                .isEqualTo(Map.of("GITEA_DB_PASSWORD", "one", "GITEA_SECRET_KEY", "two"));
        assertThat(fleet.told()).isEmpty();
    }

    @Test
    void oneLoginAndOneFetchOfEachPath() {
        run();
        fleet.expectAll();
        fleet.secrets("gitea");
        fleet.secrets("gitea");
        assertThat(fleet.secrets("mail")).isEqualTo(Map.of("MAIL_PASSWORD", "m"));
        assertThat(server.requests()).containsExactly(LOGIN, V4, V4);
        assertThat(fleet.told()).isEmpty();
    }

    @Test
    void aStackWithoutAPathDoesNotNeedIt() {
        run();
        assertThat(fleet.secrets("web")).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void pathsAreAskedForAtTheSameTime() {
        run();
        fleet.expectAll();
        server.meet(2);
        fleet.secrets("gitea");
        assertThat(server.requests()).containsExactly(LOGIN, V4, V4);
        assertThat(fleet.told()).isEmpty();
    }

    @Test
    void theProvidersPathIsForEveryStackAndTheStacksOwnWins() {
        world.put("prod", "/docker", "REGISTRY_PASSWORD", "r")
                .put("prod", "/docker", "GITEA_SECRET_KEY", "shared");
        run("path: /docker");
        assertThat(fleet.secrets("web"))
                .isEqualTo(Map.of("REGISTRY_PASSWORD", "r", "GITEA_SECRET_KEY", "shared"));
        assertThat(fleet.secrets("gitea"))
                .containsEntry("GITEA_SECRET_KEY", "two")
                .containsEntry("REGISTRY_PASSWORD", "r");
    }

    @Test
    void ownSecretsThenTheLastImportAndOnlyOneLevel() {
        world.put("prod", "/first", "GITEA_DB_PASSWORD", "imported")
                .put("prod", "/first", "A", "first")
                .put("prod", "/last", "A", "last")
                .put("prod", "/deep", "B", "deep")
                .importInto("prod", "/last", "prod", "/deep")
                .importInto("prod", "/gitea", "prod", "/first")
                .importInto("prod", "/gitea", "prod", "/last");
        run();
        assertThat(fleet.secrets("gitea"))
                .containsEntry("GITEA_DB_PASSWORD", "one")
                .containsEntry("A", "last")
                .doesNotContainKey("B");
        run("include_imports: false");
        assertThat(fleet.secrets("gitea")).doesNotContainKey("A");
    }

    @Test
    void referencesAreFollowedByTheServerAndThoseThatLeadNowhereAreTold() {
        world.put("prod", "/db", "PASSWORD", "p")
                .put("prod", "/gitea", "URL", "db://${prod.db.PASSWORD}@${GITEA_SECRET_KEY}")
                .put("prod", "/gitea", "LOST", "${prod.db.PASWORD}");
        run();
        assertThat(fleet.secrets("gitea"))
                .containsEntry("URL", "db://p@two")
                .containsEntry("LOST", "${prod.db.PASWORD}");
        assertThat(fleet.told())
                .containsExactly(
                        "warning: gantry.yaml:2:10: the secret LOST at /gitea of Infisical still has a reference ${…} in it: it leads nowhere (mend the reference there; one that is meant literally can stay)");
    }

    @Test
    void namesThatProgramsGoByAreLeftOut() {
        world.put("prod", "/gitea", "PATH", "/bin").put("prod", "/gitea", "LC_ALL", "C");
        run();
        assertThat(fleet.secrets("gitea")).doesNotContainKeys("PATH", "LC_ALL");
        assertThat(fleet.told())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "warning: gantry.yaml:2:10: the secret PATH at /gitea of Infisical is left out: programs go by that name (name the secret otherwise)");
    }

    @Test
    void aServerWithoutV4IsReadByV3WithImports() {
        server.old();
        world.put("prod", "/shared", "A", "a").importInto("prod", "/gitea", "prod", "/shared");
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "a").hasSize(3);
        assertThat(server.requests()).containsExactly(LOGIN, V4, "GET /api/v3/secrets/raw");
    }

    @Test
    void aSlugIsLookedUpByTheNewCallOrTheOld() {
        fleet.run("url: " + server.url(), "project: keys", "environment: prod");
        assertThat(fleet.secrets("gitea")).hasSize(2);
        assertThat(server.requests()).containsExactly(LOGIN, "GET /api/v1/projects/slug/keys", V4);
        server.old();
        fleet.run("url: " + server.url(), "project: keys", "environment: prod");
        assertThat(fleet.secrets("gitea")).hasSize(2);
        assertThat(server.requests()).contains("GET /api/v2/workspace/keys");
    }

    @Test
    void theLoginMayBeInAnEarlierFile() {
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID", "")
                .variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "");
        fleet.write(".env", "MY_ID=client-one\nMY_SECRET=hush-client-secret\n");
        fleet.runOf(
                "/gitea",
                """
                  - env_file: .env
                  - infisical: {url: "%s", project: keys, environment: prod, client_id_variable: MY_ID, client_secret_variable: MY_SECRET}
                """
                        .formatted(server.url()));
        assertThat(fleet.secrets("gitea")).containsEntry("GITEA_DB_PASSWORD", "one");
        assertThat(fleet.told()).isEmpty();
    }

    @Test
    void aTokenWillDoAndTheAddressMayBeInTheEnvironment() {
        server.token("st.by-hand");
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID", "")
                .variable("INFISICAL_TOKEN", "st.by-hand")
                .variable("INFISICAL_DOMAIN", server.url() + "/api/");
        fleet.run("project: keys", "environment: prod");
        assertThat(fleet.secrets("gitea")).hasSize(2);
        assertThat(server.requests()).doesNotContain(LOGIN);
    }

    @Test
    void aTokenThatExpiresInTheMiddleIsReplacedOnce() {
        run();
        fleet.secrets("gitea");
        server.expireTokens();
        assertThat(fleet.secrets("mail")).isEqualTo(Map.of("MAIL_PASSWORD", "m"));
        assertThat(fleet.told()).isEmpty();
        assertThat(server.logins()).isEqualTo(2);
        assertThat(server.requests()).doesNotContain("POST /api/v1/auth/token/renew");
    }

    @Test
    void whatIsAskedTooOftenWaitsAsLongAsTheServerSays() {
        server.instead(FakeReply.error(429, "RateLimit", "slowly").with("Retry-After", "0"));
        run();
        assertThat(fleet.secrets("gitea")).hasSize(2);
        assertThat(server.requests()).containsExactly(LOGIN, LOGIN, V4);
    }

    @Test
    void aFolderMayBeEmptyWhenTheFileSaysSo() {
        world.empty("prod", "/none");
        fleet.runOf(
                "/none",
                "  - infisical: {url: \"%s\", project: keys, environment: prod, allow_empty: true}\n"
                        .formatted(server.url()));
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(fleet.told()).isEmpty();
    }

    @Test
    void theDoubleDestroysATokenThatWouldOutliveItsLongestLife() {
        FakeInfisicalLogins logins = new FakeInfisicalLogins(fleet);
        logins.identity("a", "b");
        String token =
                InfisicalComplaint.object(
                                logins.login(
                                                InfisicalComplaint.object(
                                                                "{\"clientId\":\"a\",\"clientSecret\":\"b\"}")
                                                        .orElseThrow())
                                        .body())
                        .orElseThrow()
                        .text("accessToken");
        fleet.later(Duration.ofSeconds(1));
        assertThat(
                        logins.renew(
                                        InfisicalComplaint.object(
                                                        "{\"accessToken\":\"%s\"}".formatted(token))
                                                .orElseThrow())
                                .status())
                .isEqualTo(401);
        assertThat(logins.knows("Bearer " + token)).isFalse();
    }
}
