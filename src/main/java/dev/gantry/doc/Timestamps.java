package dev.gantry.doc;

/** The dates that YAML knows as values of their own: {@code 2026-1-2}, with or without a time. */
final class Timestamps {
    private Timestamps() {}

    static boolean matches(String text) {
        int month = digits(text, 0);
        if (month != 4 || !at(text, month, '-')) {
            return false;
        }
        int day = digits(text, month + 1);
        if (!oneOrTwo(month + 1, day) || !at(text, day, '-')) {
            return false;
        }
        int end = digits(text, day + 1);
        if (!oneOrTwo(day + 1, end)) {
            return false;
        }
        return end == text.length() || time(text, end);
    }

    private static boolean time(String text, int at) {
        boolean zoned = at(text, at, 'T') || at(text, at, 't');
        if (!zoned && !at(text, at, ' ')) {
            return false;
        }
        int hour = digits(text, at + 1);
        int minute = digits(text, hour + 1);
        int second = digits(text, minute + 1);
        if (!oneOrTwo(at + 1, hour)
                || !at(text, hour, ':')
                || !oneOrTwo(hour + 1, minute)
                || !at(text, minute, ':')
                || !oneOrTwo(minute + 1, second)) {
            return false;
        }
        int end = at(text, second, '.') ? digits(text, second + 1) : second;
        return zoned ? zone(text.substring(end)) : end == text.length();
    }

    private static boolean zone(String text) {
        return text.equals("Z")
                || (text.length() == 6
                        && (text.charAt(0) == '+' || text.charAt(0) == '-')
                        && digits(text, 1) == 3
                        && text.charAt(3) == ':'
                        && digits(text, 4) == 6);
    }

    private static boolean oneOrTwo(int start, int end) {
        return end - start == 1 || end - start == 2;
    }

    private static boolean at(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
