package dev.gantry.compose;

import java.util.List;

/** Patterns of the schema; as there, it is enough that a part of the text matches. */
final class NamePatterns {
    private static final List<String> PULL_POLICIES =
            List.of(
                    "always",
                    "never",
                    "build",
                    "if_not_present",
                    "missing",
                    "refresh",
                    "daily",
                    "weekly");

    private NamePatterns() {}

    /** {@code [a-zA-Z0-9][a-zA-Z0-9_.-]+}. */
    static boolean isContainerName(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            char next = text.charAt(i + 1);
            if (isAlphanumeric(text.charAt(i))
                    && (isAlphanumeric(next) || "_.-".indexOf(next) >= 0)) {
                return true;
            }
        }
        return false;
    }

    /** A word of the list, or {@code every_} and a duration. */
    static boolean isPullPolicy(String text) {
        int every = text.indexOf("every_");
        return PULL_POLICIES.stream().anyMatch(text::contains)
                || (every >= 0 && startsWithDuration(text, every + "every_".length()));
    }

    private static boolean startsWithDuration(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end > start && end < text.length() && "wdhms".indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
