package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last good answers stand in while Infisical is silent, and never when it says no. */
class InfisicalCacheTest {
    private static final String AT = "project: keys";
    private static final String IN = "environment: prod";

    private final FakeInfisicalWorld world = new FakeInfisicalWorld();
    private final InfisicalFleet fleet;
    private final FakeInfisical server;

    InfisicalCacheTest(@TempDir Path folder) {
        fleet = new InfisicalFleet(folder);
        server = fleet.server(world);
    }

    @BeforeEach
    void aGoodRun() {
        world.put("prod", "/gitea", "A", "hush-value");
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        assertThat(fleet.told()).isEmpty();
    }

    @AfterEach
    void nothingSecretIsTold() {
        server.close();
        assertThat(fleet.told()).noneMatch(one -> one.contains("hush"));
    }

    private void run(String... more) {
        fleet.run("url: " + server.url(), AT, IN, String.join("\n      ", more));
    }

    private String told() {
        assertThat(fleet.told()).hasSize(1);
        return fleet.told().getFirst().replace(server.url(), "URL");
    }

    @Test
    void downIsNoReasonNotToStart() {
        server.close();
        fleet.later(Duration.ofHours(3));
        run();
        assertThat(fleet.asked("gitea").toString()).isEqualTo("{A=Secret[infisical /gitea, kept]}");
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        assertThat(told())
                .isEqualTo(
                        "warning: gantry.yaml:6:5: the secrets of /gitea are those of 3 hours ago, since Infisical at URL cannot be asked: Connection refused");
    }

    @Test
    void neitherIsSlow() {
        server.hang();
        run("timeout: 200ms");
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        assertThat(told()).contains("cannot be asked: no answer within 200 milliseconds");
    }

    @Test
    void norAFaultOfTheServer() {
        server.instead(FakeReply.error(500, "InternalServerError", "Something went wrong"));
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        assertThat(told()).contains("cannot be asked: it answers 500: Something went wrong");
    }

    @Test
    void norTooManyRequests() {
        server.instead(FakeReply.error(429, "RateLimit", "slowly").with("Retry-After", "60"));
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        assertThat(told()).contains("it asks to be left alone for 60 seconds");
    }

    @Test
    void whatItSaysNoToIsNotTakenFromTheCache() {
        world.deny("prod", "/gitea");
        run();
        assertThat(fleet.secrets("gitea")).isEmpty();
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "hush-wrong");
        run();
        assertThat(fleet.secrets("gitea")).isEmpty();
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "");
        run();
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told()).startsWith("error: ");
    }

    @Test
    void aFolderThatHasGoneIsNotTakenFromTheCache() {
        fleet.runOf(
                "/none",
                "  - infisical: {url: \"%s\", project: keys, environment: prod, allow_empty: true}\n"
                        .formatted(server.url()));
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(fleet.told()).isEmpty();
        fleet.runOf(
                "/none",
                "  - infisical: {url: \"%s\", project: keys, environment: prod}\n"
                        .formatted(server.url()));
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told()).contains("there is no folder /none");
    }

    @Test
    void whatIsTooOldDoesNotCount() {
        server.close();
        fleet.later(Duration.ofDays(9));
        run();
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told())
                .isEqualTo(
                        "error: gantry.yaml:6:5: Infisical at URL cannot be asked for /gitea: Connection refused, and what is kept of an earlier run is 9 days old, and cache allows 7 days (required: false, when providers after it have what is needed until then)");
        run("cache: 30d");
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
    }

    @Test
    void ofAnotherPlaceNothingIsKept() {
        server.close();
        fleet.run("url: " + server.url(), AT, "environment: dev");
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told()).contains("Connection refused, and nothing is kept of an earlier run (");
    }

    @Test
    void neverKeepsNothingAndForgets() throws IOException {
        run("cache: never");
        fleet.secrets("gitea");
        assertThat(kept()).isEmpty();
        server.close();
        run("cache: never");
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told()).contains("Connection refused, and cache: never keeps nothing (");
    }

    @Test
    void whatWasChangedIsFoundOut() throws IOException {
        byte[] sealed = Files.readAllBytes(kept().getFirst());
        sealed[20] ^= 1;
        Files.write(kept().getFirst(), sealed);
        server.close();
        run();
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told()).contains("config/cache.key: it was changed, or sealed with another key");
    }

    @Test
    void whatBelongsElsewhereIsFoundOut() throws IOException {
        world.put("prod", "/docker", "A", "hush-other");
        fleet.runOf("/docker", providers());
        Path gitea = kept().getFirst();
        fleet.secrets("gitea");
        Path docker = kept().stream().filter(one -> !one.equals(gitea)).findFirst().orElseThrow();
        Files.write(docker, Files.readAllBytes(gitea));
        server.close();
        fleet.runOf("/docker", providers());
        assertThat(fleet.secrets("gitea")).isEmpty();
        assertThat(told()).contains("it was changed, or sealed with another key");
    }

    private String providers() {
        return "  - infisical: {url: \"%s\", project: keys, environment: prod}\n"
                .formatted(server.url());
    }

    @Test
    void nothingReadableIsKeptAndOnlyTheOwnerMayRead() throws IOException {
        for (Path one : kept()) {
            assertThat(new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1))
                    .doesNotContain("hush", "gitea");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fleet.key())))
                .isEqualTo("rw-------");
        assertThat(fleet.key()).hasSize(Seal.KEY_BYTES);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void withoutItsKeyNothingOpensAndANewOneIsMadeForTheNextAnswer() throws IOException {
        Files.delete(fleet.key());
        server.instead(FakeReply.error(503, "Unavailable", ""));
        run();
        assertThat(fleet.secrets("gitea")).isEmpty();
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        server.close();
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
    }

    @Test
    void whatCannotBeKeptIsTold() throws IOException {
        Files.write(fleet.key(), new byte[5]);
        run();
        assertThat(fleet.secrets("gitea")).containsEntry("A", "hush-value");
        assertThat(told())
                .contains("the secrets cannot be kept for a time without Infisical: ")
                .contains("config/cache.key is no key of 32 bytes");
    }

    @Test
    void beforeItRunsInTheFleetItselfTheNextProvidersAreAsked() {
        server.close();
        fleet.write(".env", "A=first-boot\n");
        fleet.runOf(
                "/docker",
                "  - infisical: {url: \"%s\", project: keys, environment: prod, required: false}\n  - env_file: .env\n"
                        .formatted(server.url()));
        assertThat(fleet.secrets("gitea")).containsEntry("A", "first-boot");
        assertThat(told())
                .isEqualTo(
                        "warning: gantry.yaml:6:5: Infisical at URL cannot be asked for /docker: Connection refused, and nothing is kept of an earlier run; what the other providers have is used");
    }

    @Test
    void withoutALoginTooButNotWhenItSaysNo() {
        fleet.write(".env", "A=first-boot\n");
        String providers =
                "  - infisical: {url: \"%s\", project: keys, environment: prod, required: false}\n  - env_file: .env\n"
                        .formatted(server.url());
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "");
        fleet.runOf("/gitea", providers);
        assertThat(fleet.secrets("gitea")).containsEntry("A", "first-boot");
        assertThat(told()).startsWith("warning: ");
        fleet.variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", "hush-wrong");
        fleet.runOf("/gitea", providers);
        fleet.secrets("gitea");
        assertThat(told()).startsWith("error: ");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(fleet.state().resolve("secrets"))) {
            return files.sorted().toList();
        }
    }
}
