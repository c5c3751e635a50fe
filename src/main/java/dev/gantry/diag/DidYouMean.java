package dev.gantry.diag;

import java.util.Collection;

/** Finds the name that somebody probably wanted to write. */
public final class DidYouMean {
    /**
     * Longer words are no slips of the hand, and comparing words costs the square of their length.
     */
    private static final int LONGEST = 64;

    /** Among more names nobody is helped by one that is near. */
    private static final int MOST = 1000;

    private DidYouMean() {}

    /**
     * What to say about a name that is not there.
     *
     * @return {@code did you mean "x"?}, or, where nothing is near, {@code allowed: a, b, c} when
     *     the names are few, or an empty text
     */
    public static String hint(String written, Collection<String> names) {
        String nearest = nearest(written, names);
        if (!nearest.isEmpty()) {
            return "did you mean \"" + nearest + "\"?";
        }
        return names.isEmpty() || names.size() > 12 ? "" : "allowed: " + String.join(", ", names);
    }

    private static String nearest(String written, Collection<String> names) {
        if (written.length() > LONGEST || names.size() > MOST) {
            return "";
        }
        int limit = Math.max(1, written.length() / 3);
        String best = "";
        for (String name : names) {
            if (Math.abs(name.length() - written.length()) > limit) {
                continue;
            }
            int distance = distance(written, name);
            if (distance <= limit) {
                limit = distance - 1;
                best = name;
            }
        }
        return best;
    }

    /** Edits between two words, a swap of neighbours counting as one (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best =
                Math.min(
                        Math.min(edits[i - 1][j], edits[i][j - 1]) + 1,
                        edits[i - 1][j - 1] + substitution);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
