package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as {@code docker logs} takes them: RFC 3339, its date or the beginning of its time
 * too, in the zone of here where none is written; seconds since the epoch; or how long ago, as Go
 * writes durations ({@code 1h30m}).
 *
 * @param zone of whoever writes; its tables are read only where a time needs them
 */
record Moments(Instant now, Supplier<ZoneId> zone) {
    private static final int NANO_DIGITS = 9;
    private static final int HOUR_ALONE = "T15".length();
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
                            + "(?<time>T[0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?)?)?"
                            + "(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?");

    static Moments of(Session session) {
        return new Moments(session.invocation().clock().instant(), ZoneId::systemDefault);
    }

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
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            BigDecimal nanos = new BigDecimal(text).movePointRight(NANO_DIGITS);
            return Instant.EPOCH.plus(Duration.ofNanos(nanos.longValue()));
        }
        Duration ago = duration(text.startsWith("-") ? text.substring(1) : text);
        if (ago.isNegative()) {
            return written(text);
        }
        return text.startsWith("-") ? now.plus(ago) : now.minus(ago);
    }

    private Instant written(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            return Instant.MIN;
        }
        String given = Objects.requireNonNullElse(parts.group("time"), "T00").replace(',', '.');
        String time = given.length() == HOUR_ALONE ? given + ":00" : given;
        String offset = parts.group("zone");
        try {
            LocalDateTime local = LocalDateTime.parse(parts.group("date") + time);
            return local.atZone(offset == null ? zone.get() : ZoneOffset.of(offset)).toInstant();
        } catch (DateTimeException none) {
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
