package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Points in time as {@code docker logs} takes them: RFC 3339, its date or date and time alone (in
 * UTC), seconds since the epoch, or how long ago, as Go writes durations ({@code 1h30m}).
 */
record Moments(Instant now) {

    /** Seconds since the epoch with nine decimals; empty for an empty text. */
    String parse(Option option, String text) {
        if (text.isEmpty()) {
            return "";
        }
        Instant moment = moment(text);
        if (moment.equals(Instant.MIN)) {
            throw new UsageException(
                    option.flagText() + " does not understand \"" + text + "\"",
                    "write a time such as 2026-01-02T13:23:37Z, or how long ago, such as 42m");
        }
        return text(moment);
    }

    /** In the form of {@link #parse}. */
    static String text(Instant moment) {
        String nanos = Integer.toString(moment.getNano());
        return moment.getEpochSecond() + "." + "0".repeat(9 - nanos.length()) + nanos;
    }

    /** Now, in the form of {@link #parse}. */
    String text() {
        return text(now);
    }

    /** Which of two times in that form is the earlier one. */
    static int compare(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other));
    }

    /** {@code Instant.MIN} for what is none. */
    private Instant moment(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 12) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        Duration ago = duration(text);
        return ago.isNegative() ? written(text) : now.minus(ago);
    }

    private static Instant written(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            int zone = Math.max(text.lastIndexOf('+'), text.indexOf('-', text.indexOf('T')));
            return text.endsWith("Z") || zone > 0
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException none) {
            return Instant.MIN;
        }
    }

    /** {@code 1h30m}, {@code 42m}, {@code 1.5s}, {@code 200ms}; negative for what is none. */
    private static Duration duration(String text) {
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && isNumber(text.charAt(unit))) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            double nanos = nanos(text.substring(at, unit), text.substring(unit, end));
            if (nanos < 0) {
                return Duration.ofNanos(-1);
            }
            sum = sum.plusNanos((long) nanos);
            at = end;
        }
        return sum;
    }

    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static double nanos(String number, String unit) {
        double scale =
                switch (unit) {
                    case "h" -> 3600e9;
                    case "m" -> 60e9;
                    case "s" -> 1e9;
                    case "ms" -> 1e6;
                    case "us", "µs" -> 1e3;
                    case "ns" -> 1;
                    default -> -1;
                };
        try {
            return scale < 0 ? -1 : Double.parseDouble(number) * scale;
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
