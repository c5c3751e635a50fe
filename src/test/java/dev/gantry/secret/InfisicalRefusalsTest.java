package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told when Infisical says no: where it stands, why, and what to do. Never a secret. */
class InfisicalRefusalsTest {
    private static final String LOGIN = "POST /api/v1/auth/universal-auth/login";

    private final FakeInfisicalWorld world = new FakeInfisicalWorld();
    private final InfisicalFleet fleet;
    private final FakeInfisical server;

    InfisicalRefusalsTest(@TempDir Path folder) {
        fleet = new InfisicalFleet(folder);
        server = fleet.server(world);
    }

    @BeforeEach
    void fill() {
        world.put("prod", "/gitea", "A", "hush-value")
                .put("prod", "/docker", "B", "hush-value")
                .put("prod", "/apps/mail", "C", "hush-value");
    }

    @AfterEach
    void nothingSecretIsTold() {
        server.close();
        assertThat(fleet.told())
                .noneMatch(one -> one.contains("hush") || one.contains("fake-token"));
    }

    private String error(String path, String settings) {
        fleet.runOf(path, "  - infisical: {url: \"%s\", %s}\n".formatted(server.url(), settings));
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(fleet.told()).hasSize(1);
        return fleet.told().getFirst().replace(server.url(), "URL");
    }

    private String error() {
        return error("/gitea", "project: keys, environment: prod");
    }

    @Test
    void aFolderThatIsNotThere() {
        assertThat(error("/gitae", "project: keys, environment: prod"))
                .isEqualTo(
                        "error: gantry.yaml:2:10: there is no folder /gitae in environment prod of keys (did you mean \"/gitea\"?)");
        assertThat(error("/apps/wiki", "project: keys, environment: prod"))
                .isEqualTo(
                        "error: gantry.yaml:2:10: there is no folder /apps/wiki in environment prod of keys (allowed: /apps/mail)");
        assertThat(error("/app/mail", "project: keys, environment: prod"))
                .isEqualTo(
                        "error: gantry.yaml:2:10: there is no folder /app/mail in environment prod of keys: /app is not there (did you mean \"/apps\"?)");
        assertThat(error("/gitea/db", "project: keys, environment: prod"))
                .endsWith("(/gitea has no folders)");
    }

    @Test
    void anEmptyFolder() {
        assertThat(error("/apps", "project: keys, environment: prod"))
                .isEqualTo(
                        "error: gantry.yaml:2:10: the folder /apps in environment prod of keys has no secrets (allow_empty: true, when that is meant)");
        assertThat(error("/", "project: keys, environment: prod"))
                .startsWith("error: gantry.yaml:2:10: ")
                .contains("the folder / in environment prod of keys has no secrets");
    }

    @Test
    void aWrongEnvironment() {
        assertThat(error("/gitea", "project: keys, environment: prdo"))
                .startsWith("error: gantry.yaml:6:")
                .endsWith(": there is no environment \"prdo\" in keys (did you mean \"prod\"?)");
    }

    @Test
    void aWrongProject() {
        assertThat(error("/gitea", "project: kees, environment: prod"))
                .contains(
                        "Infisical at URL knows no such project: Project not found (project is the id or the slug");
    }

    @Test
    void valuesThatThisLoginMayNotRead() {
        world.hide("prod", "/gitea", "A");
        assertThat(error())
                .isEqualTo(
                        "error: gantry.yaml:6:5: Infisical at URL hides the values of /gitea from this login: A (give the machine identity the permission to read values of secrets, not only to list them)");
    }

    @Test
    void aFolderThatThisLoginMayNotRead() {
        world.deny("prod", "/gitea");
        assertThat(error())
                .contains(
                        "Infisical at URL does not let this login read there: You are not allowed to read");
    }

    @Test
    void wrongCredentialsAreTriedOnceEachRun() {
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "hush-wrong");
        assertThat(error())
                .isEqualTo(
                        "error: gantry.yaml:6:5: Infisical at URL does not accept the client id and secret of INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: Invalid credentials (a client secret may be wrong, expired or used up: make a new one for the machine identity)");
        fleet.secrets("mail");
        assertThat(server.requests()).containsExactly(LOGIN);
        error();
        error();
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", InfisicalFleet.SECRET);
        assertThat(error())
                .contains(
                        "has locked this machine identity after too many wrong logins: This identity auth method is temporarily locked")
                .contains("five minutes");
    }

    @Test
    void noCredentials() {
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "");
        assertThat(error())
                .contains(
                        "gantry.yaml:6:5: Infisical at URL cannot be asked for /gitea: INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET has no value, and there is no INFISICAL_TOKEN (give them in the environment, or in an env_file before it in secrets; or required: false");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aTokenByHandThatHasExpired() {
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID", "")
                .variable("INFISICAL_TOKEN", "hush-old");
        assertThat(error())
                .contains(
                        "does not accept the token in INFISICAL_TOKEN: Your token has expired. Please re-authenticate. (make a new one, or give a client id and secret");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aTokenThatIsRefusedAgainAfterAnotherLogin() {
        server.tokensLive(Duration.ZERO, Duration.ofDays(1));
        assertThat(error()).contains("does not accept the token that it has just given");
        assertThat(server.logins()).isEqualTo(2);
    }

    @Test
    void aRequestThatIsNotValidHasAListOfIssues() {
        run(FakeReply.invalid("environment", "too long"));
        assertThat(fleet.told().getFirst())
                .contains("refuses the request: environment: too long (mend what it names)");
    }

    @Test
    void somethingElseAnswers() {
        run(new FakeReply(200, Map.of(), "<html>Hello</html>"));
        assertThat(fleet.told().getFirst())
                .contains("gantry.yaml:6:22: what answers in the place of Infisical at ")
                .contains("is not Infisical: what it says is no JSON object");
        run(new FakeReply(404, Map.of(), "<html>Not here</html>"));
        assertThat(fleet.told().getFirst()).contains("is not Infisical: it answers 404");
        run(new FakeReply(308, Map.of("Location", "https://keys.example.org/api"), ""));
        assertThat(fleet.told().getFirst())
                .contains(
                        "sends Gantry to another address: https://keys.example.org/api (write that address as url)");
    }

    @Test
    void whatTheServerSaysOnOneLineAndWithoutSecretsOfOurs() {
        run(
                FakeReply.error(
                        400,
                        "BadRequest",
                        "no\u001b[31m\n" + InfisicalFleet.SECRET + "x".repeat(900)));
        assertThat(fleet.told().getFirst())
                .contains("refuses the request: no [31m ***xxx")
                .hasSizeLessThan(500);
    }

    /** One run in which the first request is answered so. */
    private void run(FakeReply reply) {
        server.instead(reply);
        error();
    }
}
