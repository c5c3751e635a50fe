package dev.gantry.apply;

import dev.gantry.engine.Engine;
import dev.gantry.fleet.Host;

/** Where the engines come from: one connection per host, opened when first asked for. */
public interface EngineSource extends AutoCloseable {

    /** The host's engine, the same one every time. Does not talk to it yet. Thread-safe. */
    Engine engine(Host host);

    /**
     * Whether the engine sees the files of this machine under the same paths. Where it does not,
     * they have to be delivered.
     */
    default boolean sharesFiles(Host host) {
        return host.engine().equals("local") || host.engine().startsWith("unix:");
    }

    /** Closes every engine. Never fails. */
    @Override
    void close();
}
