package dev.gantry.fleet;

import dev.gantry.diag.Location;
import java.util.LinkedHashMap;
import java.util.List;

/** Hosts and stacks of which a fleet file says little, without a file. */
public final class FleetParts {
    private FleetParts() {}

    /** One whose engine may be set up in any way, and that mounts no share. */
    public static Host host(String name, String engine, String address, Location location) {
        return new Host(
                name,
                engine,
                address,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                "",
                DaemonSettings.ANY,
                new LinkedHashMap<>(),
                location);
    }

    /** One that needs nothing, is asked nothing, and whose project is loaded otherwise. */
    public static Stack stack(
            String name,
            String project,
            HostSelector hosts,
            String secretsPath,
            Location location) {
        return new Stack(
                name,
                project,
                List.of(),
                List.of(),
                new LinkedHashMap<>(),
                List.of(),
                hosts,
                List.of(),
                secretsPath,
                List.of(),
                List.of(),
                StartTimeout.UNSAID,
                List.of(),
                location);
    }
}
