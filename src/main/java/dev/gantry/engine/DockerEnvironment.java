package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the Docker CLI looks at: its variables and its folder.
 *
 * @param variables {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG}, {@code
 *     DOCKER_TLS}, {@code DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH} are read
 * @param home the user's
 */
public record DockerEnvironment(Map<String, String> variables, Path home) {

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** {@code DOCKER_CONFIG}, or {@code ~/.docker}. */
    public Path configuration() {
        String set = variable("DOCKER_CONFIG");
        return set.isEmpty() ? home.resolve(".docker") : Path.of(set);
    }

    Path settingsFile() {
        return configuration().resolve("config.json");
    }

    /**
     * The Docker CLI's {@code config.json}; one that is not there says nothing.
     *
     * @throws dev.gantry.diag.InputException when it cannot be read
     */
    public Fields settings() {
        return Files.exists(settingsFile())
                ? DockerFile.read(settingsFile())
                : Fields.of(Json.object().build());
    }

    /** {@code detachKeys} there; empty for the usual ones. */
    public String detachKeys() {
        return settings().text("detachKeys");
    }

    Endpoint.Security security() {
        boolean verify = !variable("DOCKER_TLS_VERIFY").isEmpty();
        if (!verify && variable("DOCKER_TLS").isEmpty()) {
            return new Endpoint.Plain();
        }
        String set = variable("DOCKER_CERT_PATH");
        return new Endpoint.Tls(set.isEmpty() ? configuration() : Path.of(set), verify);
    }
}
