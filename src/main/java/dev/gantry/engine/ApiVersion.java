package dev.gantry.engine;

/**
 * A version of the Engine API: two numbers, such as {@code 1.41}.
 *
 * @param text as the engine writes it
 */
public record ApiVersion(String text) implements Comparable<ApiVersion> {

    /** Whether it is at least {@code version}, such as {@code 1.44}. */
    public boolean atLeast(String version) {
        return compareTo(new ApiVersion(version)) >= 0;
    }

    /** By the numbers. */
    @Override
    public int compareTo(ApiVersion other) {
        String[] left = text.split("\\.", -1);
        String[] right = other.text.split("\\.", -1);
        int major = Integer.compare(Integer.parseInt(left[0]), Integer.parseInt(right[0]));
        return major != 0
                ? major
                : Integer.compare(Integer.parseInt(left[1]), Integer.parseInt(right[1]));
    }

    /** Two numbers with a dot between them. */
    static boolean wellFormed(String version) {
        int dot = version.indexOf('.');
        return dot > 0
                && version.length() <= 8
                && numeric(version, 0, dot)
                && numeric(version, dot + 1, version.length());
    }

    private static boolean numeric(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    @Override
    public String toString() {
        return text;
    }
}
