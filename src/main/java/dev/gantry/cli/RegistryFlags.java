package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import dev.gantry.server.registry.Registrar;
import dev.gantry.server.registry.RegistryStore;
import dev.gantry.server.store.Stores;
import java.nio.file.Path;

/** Where the registry is, as the commands of the control plane are told. */
final class RegistryFlags {
    static final Option DATABASE =
            Option.one(
                    "database",
                    "URL",
                    "postgresql://user@host/database; else $GANTRY_DATABASE, else SQLite");
    static final Option STATE =
            Option.one("state", "DIR", "Where SQLite's file is; else $GANTRY_STATE");

    private RegistryFlags() {}

    /**
     * Opens the registry; to be closed by the caller.
     *
     * @throws OperationException when its database does not answer
     */
    static RegistryStore open(Session session) {
        Arguments arguments = session.arguments();
        Invocation invocation = session.invocation();
        return Stores.open(
                arguments.text(DATABASE, invocation.variable("GANTRY_DATABASE")),
                state(session),
                invocation.environment());
    }

    /** The folder of what servers keep; need not be there yet. */
    static Path state(Session session) {
        String named = session.arguments().text(STATE);
        return named.isEmpty()
                ? session.invocation().state()
                : session.directory().resolve(named).normalize();
    }

    static Registrar registrar(Session session, RegistryStore store) {
        return new Registrar(store, session.invocation().clock(), "command line");
    }
}
