package dev.gantry.fleet;

import java.util.Locale;

/**
 * Compose project names: {@code [a-z0-9][a-z0-9_-]*}.
 *
 * @see <a href="https://github.com/compose-spec/compose-go">compose-go, NormalizeProjectName</a>
 */
public final class ProjectNames {
    private ProjectNames() {}

    public static boolean isValid(String name) {
        return !name.isEmpty() && normalized(name).equals(name);
    }

    /** What remains of any text: lower case, other characters left out, no - or _ in front. */
    public static String normalized(String text) {
        StringBuilder name = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean inner = (c == '-' || c == '_') && !name.isEmpty();
            if (plain || inner) {
                name.append(c);
            }
        }
        return name.toString();
    }
}
