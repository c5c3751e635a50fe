package dev.gantry.fleet;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import java.util.List;

/**
 * Storage that several hosts mount, as one of them sees it.
 *
 * @param name the same on every host
 * @param path where this host has it; absolute, without a slash at the end
 * @param type one of {@link #TYPES}; {@code local} on the host whose own disk it is
 */
public record Share(String name, String path, String type, Location location) {
    /** How it can be mounted. */
    static final List<String> TYPES = List.of("cifs", "smb", "nfs", "sshfs", "9p", "local");

    /** {@code shares} of a host. */
    static Share read(String name, Shape shape) {
        shape.allowing(FleetKeys.SHARE).requiring(FleetKeys.SHARE);
        String path = shape.text("path");
        String type = shape.text("type");
        if (shape.has("path") && !isAbsolute(path)) {
            shape.problems()
                    .error(
                            shape.at("path"),
                            shape.what() + ": \"" + path + "\" is no absolute path",
                            "name the folder where the host mounts it, as in /mnt/" + name);
        }
        if (shape.has("type") && !TYPES.contains(type)) {
            shape.problems()
                    .error(
                            shape.at("type"),
                            shape.what() + ": \"" + type + "\" is no type of a share",
                            DidYouMean.hint(type, TYPES));
        }
        boolean slash = path.length() > 1 && path.endsWith("/");
        return new Share(
                name,
                slash ? path.substring(0, path.length() - 1) : path,
                type,
                shape.node().location());
    }

    /** By a slash, or as Windows has it: {@code Z:}. */
    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || (path.length() > 1 && path.charAt(1) == ':');
    }

    /** Whether the path is the share's or below it. */
    public boolean has(String other) {
        return !path.isEmpty()
                && other.startsWith(path)
                && (other.length() == path.length()
                        || path.endsWith("/")
                        || other.charAt(path.length()) == '/');
    }

    /** Whether another machine keeps what is in it. */
    public boolean isRemote() {
        return !type.equals("local");
    }
}
