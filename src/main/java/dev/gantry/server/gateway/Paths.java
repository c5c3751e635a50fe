package dev.gantry.server.gateway;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which paths are taken as they are written. All others could mean one thing here and another thing
 * there.
 */
public final class Paths {
    private static final Pattern WRITTEN = Pattern.compile("/[!$&-;=@-\\[\\]_a-z~%]*");

    /** A slash, a backslash, a dot, a NUL, CR and LF that are hidden. */
    private static final List<String> HIDDEN =
            List.of("%2f", "%5c", "%2e", "%00", "%0d", "%0a", "%25");

    private Paths() {}

    /** Whether a path, without its query, has one meaning only. */
    public static boolean sound(String path) {
        if (!WRITTEN.matcher(path).matches() || path.contains("//")) {
            return false;
        }
        return !(path.contains("/.") && walks(path)) && !(path.indexOf('%') >= 0 && hides(path));
    }

    private static boolean walks(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** An encoded slash is how the names of some models come: {@code qwen%2Fqwen3}. */
    private static boolean hides(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return HIDDEN.stream()
                .filter(hidden -> !(hidden.equals("%2f") && lower.startsWith("/v1/models/")))
                .anyMatch(lower::contains);
    }
}
