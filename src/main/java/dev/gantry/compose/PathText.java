package dev.gantry.compose;

import java.nio.file.Path;

/**
 * Slash-separated paths as text, relative ones included, with the rules of Go's {@code filepath}.
 */
final class PathText {
    private PathText() {}

    static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** A drive letter or a share: absolute on another machine than this one. */
    static boolean isAbsoluteOnWindows(String path) {
        return path.startsWith("\\\\")
                || (path.length() >= 3
                        && Character.isLetter(path.charAt(0))
                        && path.charAt(1) == ':'
                        && (path.charAt(2) == '\\' || path.charAt(2) == '/'));
    }

    /** {@code child} as seen from where {@code parent} is seen from. */
    static String join(String parent, String child) {
        if (parent.isEmpty()) {
            return child.isEmpty() ? "" : clean(child);
        }
        return clean(child.isEmpty() ? parent : parent + "/" + child);
    }

    /** {@code path}, seen from {@code directory} when it is relative. */
    static String resolve(String directory, String path) {
        return isAbsolute(path) ? clean(path) : join(directory, path);
    }

    /** Everything but the last name. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : clean(path.substring(0, slash + 1));
    }

    /** The shortest path of the same meaning. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        StringBuilder out = new StringBuilder();
        int ups = 0;
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                append(out, part);
            } else if (out.length() > ups) {
                int slash = out.lastIndexOf("/");
                out.setLength(Math.max(slash, 0));
            } else if (!rooted) {
                append(out, part);
                ups = out.length();
            }
        }
        return rooted ? "/" + out : out.isEmpty() ? "." : out.toString();
    }

    private static void append(StringBuilder out, String part) {
        if (!out.isEmpty()) {
            out.append('/');
        }
        out.append(part);
    }

    /** {@code target} as seen from {@code base}; both absolute. */
    static String relative(String base, String target) {
        String[] from = clean(base).split("/");
        String[] to = clean(target).split("/");
        int same = 0;
        while (same < from.length && same < to.length && from[same].equals(to[same])) {
            same++;
        }
        StringBuilder out = new StringBuilder();
        for (int i = same; i < from.length; i++) {
            append(out, "..");
        }
        for (int i = same; i < to.length; i++) {
            append(out, to[i]);
        }
        return out.isEmpty() ? "." : out.toString();
    }

    /**
     * The file of that name. No file has a NUL character in its name, so one that is asked for is
     * not there; Java would not even look.
     */
    static Path file(String path) {
        return Path.of(path.replace('\0', '\uFFFD'));
    }
}
