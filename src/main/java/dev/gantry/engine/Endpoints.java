package dev.gantry.engine;

import dev.gantry.diag.InputException;
import dev.gantry.diag.UsageException;
import java.util.List;

/** Finds the endpoint that a text names, as the Docker CLI would. */
public final class Endpoints {
    private static final String CONTEXT = "context://";

    private final DockerEnvironment environment;
    private final ContextStore contexts;

    public Endpoints(DockerEnvironment environment) {
        this.environment = environment;
        this.contexts = new ContextStore(environment.configuration().resolve("contexts"));
    }

    /**
     * The endpoint of {@code text}: {@code local}, {@code context://name}, or a URL of {@link
     * Endpoint#parse}.
     *
     * @throws UsageException when there is no such form or context
     * @throws InputException when a file of Docker's is broken
     */
    public Endpoint resolve(String text) {
        if (text.isEmpty() || text.equals("local")) {
            return usual();
        }
        return text.startsWith(CONTEXT)
                ? context(text.substring(CONTEXT.length()), "")
                : Endpoint.parse(text, environment.security());
    }

    /**
     * The names of the Docker CLI's contexts, {@code default} first.
     *
     * @throws InputException when a file of Docker's is broken
     */
    public List<String> contexts() {
        return contexts.names();
    }

    /**
     * The engine that {@code docker} without options talks to: {@code DOCKER_HOST}, {@code
     * DOCKER_CONTEXT}, {@code currentContext} of {@code config.json}, the usual socket, in this
     * order.
     */
    private Endpoint usual() {
        String host = environment.variable("DOCKER_HOST");
        if (!host.isEmpty()) {
            return Endpoint.parse(host, environment.security());
        }
        String named = environment.variable("DOCKER_CONTEXT");
        return named.isEmpty()
                ? context(
                        environment.settings().text("currentContext"),
                        " (currentContext of " + environment.settingsFile() + ")")
                : context(named, " (DOCKER_CONTEXT)");
    }

    private Endpoint context(String name, String origin) {
        if (name.isEmpty() || name.equals("default")) {
            return Endpoint.usual();
        }
        return contexts.find(name)
                .orElseThrow(() ->
                        new UsageException(
                                "there is no Docker context \"" + name + "\"" + origin,
                                "known: " + String.join(", ", contexts.names())));
    }
}
