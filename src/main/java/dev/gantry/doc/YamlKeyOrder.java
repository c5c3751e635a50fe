package dev.gantry.doc;

import java.util.Comparator;

/**
 * The order in which go-yaml prints the keys of a mapping: letters after everything else, numbers
 * inside names by value ({@code a2} before {@code a10}).
 */
public final class YamlKeyOrder implements Comparator<String> {

    @Override
    public int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        boolean afterDigit = false;
        for (int i = 0; i < a.length && i < b.length; i++) {
            if (a[i] != b[i]) {
                return compareAt(a, b, i, afterDigit);
            }
            afterDigit = Character.isDigit(a[i]);
        }
        return Integer.compare(a.length, b.length);
    }

    private static int compareAt(int[] a, int[] b, int at, boolean afterDigit) {
        boolean letterA = Character.isLetter(a[at]);
        boolean letterB = Character.isLetter(b[at]);
        if (letterA && letterB) {
            return Integer.compare(a[at], b[at]);
        }
        if (letterA || letterB) {
            return letterA == afterDigit ? -1 : 1;
        }
        return compareNumbers(a, b, at);
    }

    private static int compareNumbers(int[] a, int[] b, int at) {
        long start = (a[at] == '0' || b[at] == '0') && significantBefore(a, at) ? 1 : 0;
        int endA = digitsEnd(a, at);
        int endB = digitsEnd(b, at);
        int byValue = Long.compare(value(a, at, endA, start), value(b, at, endB, start));
        if (byValue != 0) {
            return byValue;
        }
        return endA != endB ? Integer.compare(endA, endB) : Integer.compare(a[at], b[at]);
    }

    private static boolean significantBefore(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digitsEnd(int[] text, int start) {
        int end = start;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long value(int[] text, int start, int end, long before) {
        long value = before;
        for (int i = start; i < end; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
