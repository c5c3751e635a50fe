package dev.gantry.compose;

/** Backslash sequences inside double quotes of an env file. */
final class DotEnvEscapes {
    private static final String CODES = "abcfnrtv\"\\";
    private static final String CHARACTERS = "\u0007\b\u0000\f\n\r\t\u000b\"\\";

    private DotEnvEscapes() {}

    static String expand(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            int code = CODES.indexOf(next);
            if (c != '\\') {
                out.append(c);
            } else if (next == '$') {
                out.append("$$");
                i++;
            } else if (next == '0' && octalEnd(text, i + 2) > i + 2) {
                int end = octalEnd(text, i + 2);
                out.append((char) Integer.parseInt(text.substring(i + 2, end), 8));
                i = end - 1;
            } else if (code >= 0 && next != 'c') {
                out.append(CHARACTERS.charAt(code));
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The end of at most three octal digits. */
    private static int octalEnd(String text, int start) {
        int end = start;
        while (end < text.length()
                && end < start + 3
                && text.charAt(end) >= '0'
                && text.charAt(end) <= '7') {
            end++;
        }
        return end;
    }
}
