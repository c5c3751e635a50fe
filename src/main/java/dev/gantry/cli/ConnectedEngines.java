package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.engine.DockerEnvironment;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Endpoints;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.HttpEngine;
import dev.gantry.fleet.Host;
import java.util.HashMap;
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

    private Endpoint endpoint(Host host) {
        return endpoints.resolve(host.engine());
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Engine::close);
        open.clear();
    }
}
