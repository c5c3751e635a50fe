package dev.gantry.compose;

import java.util.Locale;

/** Sizes in bytes, as Docker reads them. */
public final class ByteSize {
    private ByteSize() {}

    /**
     * {@code 1.5gb}: units of 1024, whatever their spelling.
     *
     * @throws IllegalArgumentException saying in words what is wrong
     */
    public static long parse(String text) {
        int end = text.length();
        while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        long factor = factor(text.substring(end));
        try {
            double number = Double.parseDouble(text.substring(0, end).trim());
            if (factor > 0 && (end == 0 || Double.isFinite(number))) {
                return (long) (number * factor);
            }
        } catch (NumberFormatException _) {
            // told below, with the whole text
        }
        throw new IllegalArgumentException("invalid size: '" + text + "'");
    }

    private static long factor(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1L;
            case "k", "kb", "kib" -> 1L << 10;
            case "m", "mb", "mib" -> 1L << 20;
            case "g", "gb", "gib" -> 1L << 30;
            case "t", "tb", "tib" -> 1L << 40;
            case "p", "pb", "pib" -> 1L << 50;
            default -> 0L;
        };
    }
}
