package dev.gantry.cli.show;

/** How many columns of a terminal a text takes, and how to make it take fewer. */
final class Width {
    private Width() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += ofCodePoint(text.codePointAt(i));
        }
        return width;
    }

    /** The beginning of {@code text}, with an ellipsis where something had to go. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int width = 0;
        int end = 0;
        while (width + ofCodePoint(text.codePointAt(end)) < columns) {
            width += ofCodePoint(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + "…";
    }

    /** The end of {@code text}, with an ellipsis where something had to go. */
    static String end(String text, int columns) {
        int start = 0;
        int width = of(text);
        int room = width <= columns ? columns : columns - 1;
        while (width > room) {
            int first = text.codePointAt(start);
            width -= ofCodePoint(first);
            start += Character.charCount(first);
        }
        return start == 0 ? text : "…" + text.substring(start);
    }

    static String padded(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(columns - of(cut));
    }

    /**
     * Two for the blocks that terminals draw wide (East Asian scripts, emoji), nothing for marks
     * that combine.
     */
    private static int ofCodePoint(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide =
                (codePoint >= 0x1100 && codePoint <= 0x115f)
                        || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
                        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                        || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                        || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
                        || (codePoint >= 0xff00 && codePoint <= 0xff60)
                        || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
                        || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
