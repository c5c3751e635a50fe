package dev.gantry.compose;

/** The beginning of a text from a file, short enough for a message. */
final class Excerpt {
    private static final int LONGEST = 500;

    private Excerpt() {}

    static String of(CharSequence text) {
        return text.length() <= LONGEST ? text.toString() : text.subSequence(0, LONGEST) + "…";
    }
}
