package dev.gantry.server.watchdog;

/** An upstream, and when it is asked. */
final class Watch {
    /** Which of those with the same moment came first. */
    final long number;

    Upstream upstream;

    /** When its next probe is due; only {@link Agenda} sets it. */
    long due;

    /** Whether its last probe had no answer in time; only {@link Agenda} sets it. */
    boolean silent;

    /** Whether the last request, of a probe that may be under way, had no answer in time. */
    boolean fellSilent;

    /** When its last probe began. */
    long asked;

    /** Whether it is to be asked again at once when the probe under way is over. */
    boolean hurried;

    /** Whether it is being asked. */
    boolean underWay;

    /** Whether the registry has it no more. */
    boolean dropped;

    Watch(Upstream upstream, long number, long now) {
        this.upstream = upstream;
        this.number = number;
        this.asked = now;
    }
}
