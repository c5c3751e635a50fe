package dev.gantry.server.watchdog;

import java.time.Duration;

/**
 * An upstream is not what it was.
 *
 * @param upstream as it is now
 * @param before how it was
 */
public record Change(Upstream upstream, UpstreamState before) {

    /** Whether its condition is another one, which is worth an event. */
    public boolean turned() {
        return upstream.state().condition() != before.condition();
    }

    /** The kind of the event: {@code upstream.down}. */
    public String kind() {
        return "upstream." + upstream.state().condition().word();
    }

    /** One line for a person: what it is now, why, and for how long it was what it was. */
    public String text() {
        UpstreamState now = upstream.state();
        String was =
                before.condition() == Condition.UNKNOWN
                        ? ""
                        : ", after %s of %s"
                                .formatted(
                                        words(before.lasted(now.since())),
                                        before.condition().word());
        String why = now.condition() == Condition.UP ? "" : ": " + now.reason();
        return upstream.id() + " is " + now.condition().word() + was + why;
    }

    private static String words(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    /** Whether anything is told that somebody would act on. */
    boolean matters() {
        return turned()
                || !upstream.state().reason().equals(before.reason())
                || !upstream.state().learned().equals(before.learned());
    }
}
