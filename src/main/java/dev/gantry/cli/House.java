package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Fleet;
import java.util.List;

/** The rooms that commands work with. Tests furnish them with engines in memory. */
interface House {

    /** The fleet of the session's directory, without its Compose files. */
    Fleet fleet(Session session);

    /**
     * What the files ask for, of the deployments that the command line selects.
     *
     * @param services only these and what they depend on; empty for all
     */
    Desired desired(Session session, List<String> services);

    /** To be closed by the caller. */
    EngineSource engines(Session session);

    /** To be closed by the caller. */
    Timekeeper timekeeper();
}
