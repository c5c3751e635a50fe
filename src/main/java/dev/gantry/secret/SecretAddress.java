package dev.gantry.secret;

import dev.gantry.diag.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret is in a vault. Sorted as its text.
 *
 * @param path {@code /} for the root, {@code /gitea}, {@code /gitea/runner}
 * @param name of the variable
 */
public record SecretAddress(String path, String name) implements Comparable<SecretAddress> {
    static final String ROOT = "/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._-]+)+");

    /**
     * What a person has written.
     *
     * @throws UsageException when it can be no secret's
     */
    public static SecretAddress of(String path, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "a secret cannot be called \"" + name + "\"",
                    "letters, digits and _, and no digit first: it becomes a variable");
        }
        String normal = normal(path);
        if (!PATH.matcher(normal).matches()) {
            throw new UsageException(
                    "\"" + path + "\" is no path of secrets",
                    "letters, digits, ., _ and - between the slashes: --path /gitea");
        }
        return new SecretAddress(normal, name);
    }

    /** The place that a line of a vault begins with. */
    static Optional<SecretAddress> parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String path = slash == 0 ? ROOT : text.substring(0, slash);
        String name = text.substring(slash + 1);
        return PATH.matcher(path).matches() && NAME.matcher(name).matches()
                ? Optional.of(new SecretAddress(path, name))
                : Optional.empty();
    }

    /** Where the secrets of a stack are looked for, the nearest first: its path, and the root. */
    static List<String> paths(String ofStack) {
        String own = normal(ofStack);
        return own.equals(ROOT) ? List.of(ROOT) : List.of(own, ROOT);
    }

    /** One slash in front, none behind. */
    private static String normal(String path) {
        String inner = path.strip();
        while (inner.startsWith("/")) {
            inner = inner.substring(1);
        }
        while (inner.endsWith("/")) {
            inner = inner.substring(0, inner.length() - 1);
        }
        return "/" + inner;
    }

    @Override
    public int compareTo(SecretAddress other) {
        return toString().compareTo(other.toString());
    }

    /** {@code /gitea/NAME}. */
    @Override
    public String toString() {
        return (path.equals(ROOT) ? "" : path) + "/" + name;
    }
}
