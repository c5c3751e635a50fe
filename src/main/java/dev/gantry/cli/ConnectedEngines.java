package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.UsageException;
import dev.gantry.engine.DockerEnvironment;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Endpoints;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.HttpEngine;
import dev.gantry.fleet.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Engines over their sockets, TLS or SSH, found as the Docker CLI finds them. */
final class ConnectedEngines implements EngineSource {
    private final Endpoints endpoints;
    private final EngineSettings settings;
    private final Map<String, Engine> open = new HashMap<>();

    ConnectedEngines(DockerEnvironment environment) {
        this.endpoints = new Endpoints(environment);
        this.settings = EngineSettings.from(environment);
    }

    @Override
    public synchronized Engine engine(Host host) {
        return open.computeIfAbsent(
                host.name(), name -> HttpEngine.open(endpoint(host), name, settings));
    }

    @Override
    public boolean sharesFiles(Host host) {
        return switch (endpoint(host)) {
            case Endpoint.Local _ -> true;
            case Endpoint.Tcp _, Endpoint.Ssh _ -> false;
        };
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
    }
}
