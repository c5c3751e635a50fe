package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import java.util.regex.Pattern;

/** Compose files that are not on this machine: Docker Compose fetches them, and Gantry does not. */
final class Addresses {
    private static final Pattern ADDRESS = Pattern.compile("(\\w+://|git@|github\\.com/).*");

    private Addresses() {}

    static boolean is(String file) {
        return ADDRESS.matcher(file).matches();
    }

    /**
     * Tells whether the file has to be fetched.
     *
     * @param at where it is named
     */
    static boolean refused(String file, Location at, Problems problems) {
        if (!is(file)) {
            return false;
        }
        problems.error(
                at,
                "cannot fetch " + file + ": Compose files are read from this machine only",
                file.startsWith("oci://")
                        ? "fetch it first, for example with docker compose -f "
                                + file
                                + " config, and name the file"
                        : "fetch it first, for example with git clone, and name the file");
        return true;
    }
}
