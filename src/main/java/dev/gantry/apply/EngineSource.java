package dev.gantry.apply;

import dev.gantry.build.DockerProgram;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.Neighbours;
import dev.gantry.fleet.Host;
import dev.gantry.registry.Credentials;
import java.util.Optional;

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

    /** What listens on the host besides its engine; the same ways every time. Thread-safe. */
    default Neighbours neighbours(Host host) {
        return new Neighbours(Endpoint.usual(), EngineSettings.usual());
    }

    /** Who the user is at registries. */
    default Credentials credentials() {
        return Credentials.none();
    }

    /**
     * The Docker CLI of this machine, turned to the host's engine; empty where images are built by
     * the engine's classic builder.
     */
    default Optional<DockerProgram> builder(Host host) {
        return Optional.empty();
    }

    /** Closes every engine and every other way to its host. Never fails. */
    @Override
    void close();
}
