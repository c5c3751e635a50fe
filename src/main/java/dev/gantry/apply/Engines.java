package dev.gantry.apply;

import dev.gantry.build.DockerProgram;
import dev.gantry.engine.Engine;
import dev.gantry.fleet.Host;
import dev.gantry.plan.Step;
import java.util.Map;
import java.util.Optional;

/**
 * The engines of a plan, by host name.
 *
 * @param hosts by name
 */
record Engines(EngineSource source, Map<String, Host> hosts) {

    Engine of(Step step) {
        return of(step.host());
    }

    Engine of(String host) {
        return source.engine(host(host));
    }

    /** The program that builds there; empty for the engine's own builder. */
    Optional<DockerProgram> builder(String host) {
        return source.builder(host(host));
    }

    private Host host(String name) {
        Host known = hosts.get(name);
        if (known == null) {
            throw new IllegalArgumentException("a plan for a host that nobody knows: " + name);
        }
        return known;
    }
}
