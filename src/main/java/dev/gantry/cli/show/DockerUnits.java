package dev.gantry.cli.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Sizes and ages as Docker's own programs write them.
 *
 * @see <a href="https://github.com/docker/go-units">go-units</a>
 */
public final class DockerUnits {
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private DockerUnits() {}

    /** {@code 13.3MB}: powers of a thousand, three digits. */
    public static String size(long bytes) {
        return scaled(bytes, 1000, 3, DECIMAL);
    }

    /** {@code 1.944GiB}: powers of 1024, four digits. */
    public static String memory(long bytes) {
        return scaled(bytes, 1024, 4, BINARY);
    }

    private static String scaled(long bytes, int base, int digits, String... units) {
        double size = bytes;
        int unit = 0;
        while (size >= base && unit < units.length - 1) {
            size /= base;
            unit++;
        }
        BigDecimal number =
                new BigDecimal(size).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
                + units[unit];
    }

    /** {@code 50.00%}. */
    public static String percent(double share) {
        return BigDecimal.valueOf(share).setScale(2, RoundingMode.HALF_EVEN) + "%";
    }

    /** {@code 3 weeks ago}. */
    public static String ago(Duration age) {
        long seconds = age.toSeconds();
        if (seconds < 60) {
            return seconds < 1
                    ? "Less than a second ago"
                    : seconds + (seconds == 1 ? " second ago" : " seconds ago");
        }
        long minutes = age.toMinutes();
        if (minutes < 60) {
            return minutes == 1 ? "About a minute ago" : minutes + " minutes ago";
        }
        return hours(Math.round(seconds / 3600.0), age.toDays()) + " ago";
    }

    private static String hours(long hours, long days) {
        if (hours == 1) {
            return "About an hour";
        }
        if (hours < 48) {
            return hours + " hours";
        }
        if (hours < 24 * 14) {
            return hours / 24 + " days";
        }
        if (hours < 24 * 60) {
            return hours / 24 / 7 + " weeks";
        }
        return hours < 24 * 365 * 2 ? hours / 24 / 30 + " months" : days / 365 + " years";
    }
}
