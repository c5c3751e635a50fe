package dev.gantry.lab;

/** A pattern for whole paths in which {@code *} stands for any text, slashes included. */
record Glob(String pattern) {

    boolean matches(String path) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < path.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == path.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
