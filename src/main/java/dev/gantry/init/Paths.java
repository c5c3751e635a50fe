package dev.gantry.init;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths from the root of an inventory, with slashes; the root itself is empty. */
final class Paths {
    private static final Pattern NUMBERED = Pattern.compile("\\d+[-_.](.+)");

    private Paths() {}

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /**
     * A path that a file in {@code folder} names; one that leaves the root begins with dots. What
     * can be no path stays as it is written: it is that of no file.
     */
    static String resolve(String folder, String written) {
        String clean = written.startsWith("./") ? written.substring(2) : written;
        try {
            return Path.of(folder).resolve(clean).normalize().toString().replace('\\', '/');
        } catch (InvalidPathException _) {
            return below(folder, clean);
        }
    }

    static boolean isWithin(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    static List<String> segments(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/"));
    }

    /** Whether the folder's own name begins with a number, as in {@code 01-data}. */
    static boolean isNumbered(String folder) {
        return NUMBERED.matcher(name(folder)).matches();
    }

    /** The folder's own name without the number. */
    static String bareName(String folder) {
        Matcher matcher = NUMBERED.matcher(name(folder));
        return matcher.matches() ? matcher.group(1) : name(folder);
    }
}
