package dev.gantry.cli.show;

import java.time.Duration;
import java.util.Collection;

/** Times, sizes and counts, as people read them. */
public final class Amount {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Amount() {}

    /** {@code 0.3s}, {@code 12.4s}, {@code 2m 05s}, {@code 1h 02m}. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + "." + time.toMillisPart() / 100 + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m " + twoDigits(seconds % 60) + "s";
        }
        return seconds / 3600 + "h " + twoDigits(seconds % 3600 / 60) + "m";
    }

    /** {@code 812 B}, {@code 12.3 MB}: powers of a thousand, as Docker counts. */
    public static String bytes(long count) {
        long tenths = count * 10;
        int unit = 0;
        while (tenths >= 10_000 && unit < UNITS.length - 1) {
            tenths /= 1000;
            unit++;
        }
        String number = unit == 0 ? Long.toString(count) : tenths / 10 + "." + tenths % 10;
        return number + " " + UNITS[unit];
    }

    /** {@code 1 host}, {@code 2 hosts}. */
    public static String count(Collection<?> things, String word) {
        return count(things.size(), word);
    }

    public static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
