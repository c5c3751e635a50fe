package dev.gantry.doctor.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The engine's clock beside this machine's. It read the clock at some moment between our question
 * and its answer, so that half of that time is what the difference may be wrong by.
 */
final class EngineClock {
    private static final Duration HARMLESS = Duration.ofSeconds(2);
    private static final Duration HARMFUL = Duration.ofMinutes(5);
    private static final String NEXT =
            "set it there: sudo timedatectl set-ntp true (or install chrony)";

    private EngineClock() {}

    static Finding of(HostFacts.Answered facts) {
        Duration ahead;
        try {
            ahead = ahead(facts);
        } catch (DateTimeParseException _) {
            return Finding.unknown(Topic.CLOCK, "the engine does not tell its time", "");
        }
        Duration least = ahead.abs().minus(facts.took().dividedBy(2));
        if (least.compareTo(HARMLESS) <= 0) {
            Duration most = ahead.abs().plus(facts.took().dividedBy(2));
            return Finding.ok(Topic.CLOCK, "within " + amount(most) + " of this machine's");
        }
        String way = ahead.isNegative() ? " behind this machine's" : " ahead of this machine's";
        String words = amount(ahead.abs()) + way;
        return least.compareTo(HARMFUL) <= 0
                ? Finding.warning(
                        Topic.CLOCK, words + ": tokens and log times are not to be trusted", NEXT)
                : Finding.problem(
                        Topic.CLOCK, words + ": TLS, tokens and package signatures fail", NEXT);
    }

    /**
     * How much the engine's clock is ahead.
     *
     * @throws DateTimeParseException when it does not tell its time
     */
    static Duration ahead(HostFacts.Answered facts) {
        Instant theirs = Instant.parse(facts.info().text("SystemTime"));
        Instant ours = facts.asked().plus(facts.took().dividedBy(2));
        return Duration.between(ours, theirs);
    }

    /** {@code 0.3 s}, {@code 7 min}, {@code 5 h}; rounded up below a minute. */
    static String amount(Duration time) {
        if (time.toMinutes() < 2) {
            long tenths = (time.toMillis() + 99) / 100;
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
