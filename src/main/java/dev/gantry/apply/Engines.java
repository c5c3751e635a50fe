package dev.gantry.apply;

import dev.gantry.engine.Engine;
import dev.gantry.fleet.Host;
import dev.gantry.plan.Step;
import java.util.Map;

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
        Host known = hosts.get(host);
        if (known == null) {
            throw new IllegalArgumentException("a plan for a host that nobody knows: " + host);
        }
        return source.engine(known);
    }
}
