package dev.gantry.registry;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program that keeps credentials: {@code docker-credential-SUFFIX}.
 *
 * @param variables of its processes; {@code PATH} leads to it
 * @see <a href="https://github.com/docker/docker-credential-helpers">docker-credential-helpers</a>
 */
record CredentialProgram(String suffix, Map<String, String> variables) {
    private static final String PREFIX = "docker-credential-";
    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final String TOKEN = "<token>";

    /** What it keeps for the server. */
    Optional<Credential> get(String server) {
        Answer answer = ask("get", server);
        if (answer.code() != 0 && answer.text().strip().equals(NOT_FOUND)) {
            return Optional.empty();
        }
        Fields fields = fields(answer);
        String user = fields.text("Username");
        String secret = fields.text("Secret");
        return Optional.of(
                new Credential(
                        server,
                        user.equals(TOKEN)
                                ? new Credential.IdentityToken(secret)
                                : new Credential.Password(user, secret)));
    }

    /** The servers for which it keeps something. */
    Set<String> servers() {
        return fields(ask("list", "")).node().keys();
    }

    private record Answer(int code, String text) {}

    /** What it printed goes into no message: it may be a secret. */
    private Fields fields(Answer answer) {
        if (answer.code() != 0) {
            throw failed("ended with code " + answer.code());
        }
        try {
            return Fields.of(JsonReader.read(PREFIX + suffix, answer.text()));
        } catch (InputException _) {
            throw failed("answered no JSON");
        }
    }

    private Answer ask(String verb, String input) {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", "exec \"$0\" \"$1\"", PREFIX + suffix, verb)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            feed(process, input);
            byte[] printed = process.getInputStream().readAllBytes();
            return new Answer(process.waitFor(), new String(printed, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw failed(String.valueOf(broken.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        }
    }

    /** A program that ends without reading is judged by its end. */
    private static void feed(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // it has closed its end
        }
    }

    private OperationException failed(String how) {
        return new OperationException(
                "cannot read credentials: " + PREFIX + suffix + " " + how,
                "try it by hand: " + PREFIX + suffix + " list");
    }
}
