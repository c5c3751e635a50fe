package dev.gantry.doc;

import java.util.Comparator;

/**
 * The order in which go-yaml prints the keys of a mapping: letters after everything else, numbers
 * inside names by value ({@code a2} before {@code a10}).
 */
public final class YamlKeyOrder implements Comparator<String> {

    @Override
    public int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        int at = 0;
        while (at < shorter && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        if (at == shorter) {
            return Integer.compare(left.length(), right.length());
        }
        boolean withinPair = at > 0 && Character.isHighSurrogate(left.charAt(at - 1));
        return compareAt(left, right, withinPair ? at - 1 : at);
    }

    private static int compareAt(String left, String right, int at) {
        int a = left.codePointAt(at);
        int b = right.codePointAt(at);
        boolean letterA = Character.isLetter(a);
        boolean letterB = Character.isLetter(b);
        if (letterA && letterB) {
            return Integer.compare(a, b);
        }
        if (letterA || letterB) {
            boolean afterDigit = at > 0 && Character.isDigit(left.codePointBefore(at));
            return letterA == afterDigit ? -1 : 1;
        }
        return compareNumbers(left, right, at);
    }

    private static int compareNumbers(String left, String right, int at) {
        int a = left.codePointAt(at);
        int b = right.codePointAt(at);
        long start = (a == '0' || b == '0') && significantBefore(left, at) ? 1 : 0;
        int endA = digitsEnd(left, at);
        int endB = digitsEnd(right, at);
        int byValue = Long.compare(value(left, at, endA, start), value(right, at, endB, start));
        if (byValue != 0) {
            return byValue;
        }
        return endA != endB ? Integer.compare(endA, endB) : Integer.compare(a, b);
    }

    private static boolean significantBefore(String text, int at) {
        for (int i = at; i > 0 && Character.isDigit(text.codePointBefore(i)); ) {
            int digit = text.codePointBefore(i);
            if (digit != '0') {
                return true;
            }
            i -= Character.charCount(digit);
        }
        return false;
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static long value(String text, int start, int end, long before) {
        long value = before;
        for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
            value = value * 10 + (text.codePointAt(i) - '0');
        }
        return value;
    }
}
