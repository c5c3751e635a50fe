package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.build.DockerProgram;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.UsageException;
import dev.gantry.engine.DockerEnvironment;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Endpoints;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.HttpEngine;
import dev.gantry.engine.Neighbours;
import dev.gantry.fleet.Host;
import dev.gantry.registry.Credential;
import dev.gantry.registry.Credentials;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Engines over their sockets, TLS or SSH, found as the Docker CLI finds them. */
final class ConnectedEngines implements EngineSource {
    private final Endpoints endpoints;
    private final EngineSettings settings;
    private final Map<String, Engine> open = new HashMap<>();
    private final Map<String, Neighbours> neighbours = new HashMap<>();
    private final DockerEnvironment environment;
    private final Credentials credentials;
    private Optional<Optional<DockerProgram>> docker = Optional.empty();

    /**
     * @param logins of the fleet file, by registry; asked for when first wanted
     */
    ConnectedEngines(
            DockerEnvironment environment,
            Supplier<SequencedMap<String, Credential.Password>> logins) {
        this.environment = environment;
        this.credentials = new Credentials(environment::settings, environment.variables(), logins);
        this.endpoints = new Endpoints(environment);
        this.settings = EngineSettings.from(environment);
    }

    @Override
    public synchronized Engine engine(Host host) {
        return open.computeIfAbsent(
                host.name(), name -> HttpEngine.open(endpoint(host), name, settings));
    }

    @Override
    public synchronized Neighbours neighbours(Host host) {
        return neighbours.computeIfAbsent(
                host.name(), _ -> new Neighbours(endpoint(host), settings));
    }

    @Override
    public boolean sharesFiles(Host host) {
        return switch (endpoint(host)) {
            case Endpoint.Local _ -> true;
            case Endpoint.Tcp _, Endpoint.Ssh _ -> false;
        };
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public Optional<DockerProgram> builder(Host host) {
        return docker().map(program -> {
            Map<String, String> all = new LinkedHashMap<>(credentials.forProgram());
            all.putAll(choice(host));
            return program.at(all);
        });
    }

    /** Looked for when first wanted. */
    private synchronized Optional<DockerProgram> docker() {
        Optional<DockerProgram> found =
                docker.orElseGet(() -> DockerProgram.find(environment.variables()));
        docker = Optional.of(found);
        return found;
    }

    /** How the Docker CLI is told of the engine. Over SSH it goes through our own connection. */
    private Map<String, String> choice(Host host) {
        Endpoint endpoint = endpoint(host);
        String address =
                engine(host)
                        .localSocket()
                        .map(socket -> "unix://" + socket)
                        .orElse(endpoint.toString());
        return endpoint instanceof Endpoint.Tcp(_, _, Endpoint.Tls(var folder, var verify))
                ? Map.of(
                        "DOCKER_HOST",
                        address,
                        "DOCKER_CERT_PATH",
                        folder.toString(),
                        verify ? "DOCKER_TLS_VERIFY" : "DOCKER_TLS",
                        "1")
                : Map.of("DOCKER_HOST", address);
    }

    /** An address that the fleet file gives is wrong there, not on the command line. */
    private Endpoint endpoint(Host host) {
        try {
            return endpoints.resolve(host.engine());
        } catch (UsageException wrong) {
            if (host.engine().equals("local")) {
                throw wrong;
            }
            throw new InputException(
                    List.of(
                            Problem.error(
                                    host.location(),
                                    "host \"" + host.name() + "\": " + wrong.getMessage(),
                                    wrong.hint())));
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Engine::close);
        open.clear();
        neighbours.values().forEach(Neighbours::close);
        neighbours.clear();
    }
}
