package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.compose.LoadRequest;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Conditions;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.Stack;
import dev.gantry.secret.Keyring;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.RegistryStore;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** The rooms that commands work with. Tests furnish them with engines in memory. */
interface House {

    /** The fleet of the session's directory, without its Compose files. */
    Fleet fleet(Session session);

    /**
     * What the files ask for, of the deployments that the command line selects.
     *
     * @param services only these and what they depend on; empty for all
     * @param placed told each host of these deployments before a Compose file is read
     */
    Desired desired(Session session, List<String> services, Consumer<Host> placed);

    /**
     * The deployments that the command line selects; of their projects not more than the names need
     * be known.
     *
     * @param placed told each host of these deployments before a Compose file is read
     */
    Desired named(Session session, Consumer<Host> placed);

    /**
     * How the files of each selected deployment are to be read, by {@code stack@host}.
     *
     * @param warnings gets what is to be told of them
     */
    SequencedMap<String, LoadRequest> requests(Session session, Problems warnings);

    /** What decides whether the conditions of checks hold; asks engines for facts that matter. */
    Conditions conditions(Session session, Desired desired);

    /**
     * The variables of one deployment.
     *
     * @param warnings gets what is to be told of them
     */
    Environment environment(
            Session session, Fleet fleet, Stack stack, Host host, Problems warnings);

    /** To be closed by the caller. */
    EngineSource engines(Session session);

    /** The keys of the fleet's vaults. */
    Keyring keyring(Session session);

    /** A new name for something, like no other: 64 hexadecimal digits. */
    String slug();

    /** The registry of the control plane; to be closed by the caller. */
    RegistryStore registry(Session session);

    /** The nodes that the fleet's file names for the control plane, in the registry's JSON. */
    List<MapNode> inference(Session session, Fleet fleet);

    /** A new key, like no other. */
    NewKey newKey();

    /** The machine that the program runs on. */
    ThisMachine machine(Session session);

    /** To be closed by the caller. */
    Timekeeper timekeeper();
}
