package dev.gantry.secret;

import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.FleetRequest;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A fleet whose secrets come from Infisical, of three stacks: {@code gitea} with the path {@code
 * /gitea}, {@code mail} with {@code /apps/mail}, {@code web} without one. Its time is the test's.
 */
final class InfisicalFleet implements InstantSource {
    private static final String ID = "client-one";
    static final String SECRET = "hush-client-secret";

    private final Path folder;
    private final SequencedMap<String, String> environment = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private SecretSource chain = (_, _) -> new LinkedHashMap<>();
    private Problems problems = new Problems();

    InfisicalFleet(Path folder) {
        this.folder = folder;
        environment.put("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID", ID);
        environment.put("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET", SECRET);
    }

    /** An Infisical that knows the machine identity of this fleet; to be closed by the caller. */
    FakeInfisical server(FakeInfisicalWorld world) {
        return FakeInfisical.open(world, this).identity(ID, SECRET);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void later(Duration span) {
        now = now.plus(span);
    }

    InfisicalFleet variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Begins another run, in which the file says this of Infisical, in lines of their own. */
    InfisicalFleet run(String... lines) {
        return runOf("/gitea", "  - infisical:\n      " + String.join("\n      ", lines) + "\n");
    }

    /**
     * The same with the whole list of providers.
     *
     * @param path of the stack gitea
     */
    InfisicalFleet runOf(String path, String providers) {
        write(
                "gantry.yaml",
                """
                stacks:
                  gitea: {compose: compose.yaml, secrets: %s}
                  web: {compose: compose.yaml}
                  mail: {compose: compose.yaml, secrets: /apps/mail/}
                secrets:
                """
                                .formatted(path)
                        + providers);
        write("compose.yaml", "services: {a: {image: a}}\n");
        Fleet fleet = fleet();
        problems = new Problems();
        chain =
                Secrets.of(
                        fleet,
                        new Surroundings(environment, state(), folder.resolve("config"), this),
                        new Keyring(environment, folder, _ -> Optional.empty(), SecureRandom::new));
        return this;
    }

    private Fleet fleet() {
        return FleetLoader.load(FleetRequest.in(folder), Map.of());
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path state() {
        return folder.resolve("state");
    }

    Path key() {
        return folder.resolve("config").resolve("cache.key");
    }

    /** Asks for a stack's secrets; name to value. */
    SequencedMap<String, String> secrets(String stack) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        asked(stack).forEach((name, secret) -> values.put(name, secret.value()));
        return values;
    }

    SequencedMap<String, Secret> asked(String stack) {
        return chain.secretsOf(Objects.requireNonNull(fleet().stacks().get(stack)), problems);
    }

    void expectAll() {
        chain.expect(fleet().stacks().values());
    }

    /** What was told in this run: place below the folder, message, hint. */
    List<String> told() {
        return problems.all().stream().map(this::text).toList();
    }

    private String text(Problem problem) {
        return (problem.isError() ? "error: " : "warning: ")
                + problem.toString().replace(folder + "/", "");
    }
}
