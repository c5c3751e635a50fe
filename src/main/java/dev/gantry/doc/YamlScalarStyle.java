package dev.gantry.doc;

import dev.gantry.diag.Location;

/** How go-yaml 3 writes a string: bare, in quotes, or as a block. */
enum YamlScalarStyle {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL;

    private static final Location NOWHERE = Location.of("");

    static YamlScalarStyle of(String text) {
        Analysis analysis = Analysis.of(text);
        if (text.indexOf('\n') >= 0) {
            return analysis.blockAllowed ? LITERAL : DOUBLE_QUOTED;
        }
        if (!readsAsString(text)) {
            return DOUBLE_QUOTED;
        }
        if (analysis.plainAllowed) {
            return PLAIN;
        }
        return analysis.singleQuotesAllowed ? SINGLE_QUOTED : DOUBLE_QUOTED;
    }

    /**
     * Whether the bare text is a string, for this YAML and for the older one that knew more words.
     */
    private static boolean readsAsString(String text) {
        return ScalarResolver.plain(text, NOWHERE, "").isString()
                && !isOldBoolean(text)
                && !isSexagesimal(text)
                && !Timestamps.matches(text);
    }

    private static boolean isOldBoolean(String text) {
        return switch (text) {
            case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> true;
            case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> true;
            default -> false;
        };
    }

    /** {@code [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?}: 90 minutes to old YAML. */
    private static boolean isSexagesimal(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int colon = text.indexOf(':');
        if (colon <= at || !isDigit(text.charAt(at)) || !onlyDigits(text, at, colon)) {
            return false;
        }
        int dot = text.indexOf('.', colon);
        int end = dot < 0 ? text.length() : dot;
        for (String part : text.substring(colon + 1, end).split(":", -1)) {
            boolean minutes = part.length() == 1 || (part.length() == 2 && part.charAt(0) < '6');
            if (!minutes || part.indexOf('_') >= 0 || !onlyDigits(part, 0, part.length())) {
                return false;
            }
        }
        return dot < 0 || onlyDigits(text, dot + 1, text.length());
    }

    private static boolean onlyDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i)) && text.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** What the characters of a text allow, as libyaml's emitter finds it. */
    private static final class Analysis {
        private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

        private boolean plainAllowed = true;
        private boolean singleQuotesAllowed = true;
        private boolean blockAllowed = true;

        static Analysis of(String text) {
            Analysis analysis = new Analysis();
            if (isSimple(text)) {
                return analysis;
            }
            if (text.startsWith("---") || text.startsWith("...")) {
                analysis.plainAllowed = false;
            }
            for (int i = 0; i < text.length(); i++) {
                analysis.lookAt(text, i);
            }
            return analysis;
        }

        /** Most texts are names, words and paths, which allow everything. */
        private static boolean isSimple(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
                boolean mark = c == '_' || c == '/' || ((c == '-' || c == '.') && i > 0);
                if (!name && !mark) {
                    return false;
                }
            }
            return true;
        }

        private void lookAt(String text, int i) {
            char c = text.charAt(i);
            boolean first = i == 0;
            boolean last = i == text.length() - 1;
            boolean blankAfter = last || isBlank(text.charAt(i + 1));
            if (c == ' ') {
                space(text, i, last);
            } else if (c == '\n' || c == '\u2028' || c == '\u2029') {
                lineBreak(text, i);
            } else if (c == '\t') {
                plainAllowed = false;
                singleQuotesAllowed = false;
            } else if (!isPrintable(c)) {
                plainAllowed = false;
                singleQuotesAllowed = false;
                blockAllowed = false;
            } else if (first && INDICATORS.indexOf(c) >= 0) {
                plainAllowed = false;
            } else if (((first && (c == '?' || c == '-')) || c == ':') && blankAfter) {
                plainAllowed = false;
            } else if (c == '#' && !first && isBlank(text.charAt(i - 1))) {
                plainAllowed = false;
            }
        }

        private void space(String text, int i, boolean last) {
            if (i == 0 || last) {
                plainAllowed = false;
            }
            if (last) {
                blockAllowed = false;
            }
            if (i > 0 && text.charAt(i - 1) == '\n') {
                plainAllowed = false;
                singleQuotesAllowed = false;
            }
        }

        private void lineBreak(String text, int i) {
            plainAllowed = false;
            if (i > 0 && text.charAt(i - 1) == ' ') {
                singleQuotesAllowed = false;
                blockAllowed = false;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\n' || c == '\r';
        }

        /** To libyaml everything beyond the basic plane is a special character. */
        private static boolean isPrintable(char c) {
            return c >= ' '
                    && c != '\u007f'
                    && !(c > '\u007f' && c < '\u00a0')
                    && c != '\uFEFF'
                    && c < '\uFFFE'
                    && !Character.isSurrogate(c);
        }
    }
}
