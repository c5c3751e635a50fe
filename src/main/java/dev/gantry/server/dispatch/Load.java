package dev.gantry.server.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an upstream has to do at the moment, and how it did. */
final class Load {
    private Target target;
    private final List<Ticket> holders = new ArrayList<>();
    private final Breaker breaker = new Breaker();

    /** Counts grants everywhere: which one this upstream had last. */
    private long turn;

    Load(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** The same upstream, described anew; what it has to do stays. */
    void describe(Target anew) {
        target = anew;
    }

    Breaker breaker() {
        return breaker;
    }

    int outstanding() {
        return holders.size();
    }

    List<Ticket> holders() {
        return Collections.unmodifiableList(holders);
    }

    void add(Ticket ticket, long grant) {
        holders.add(ticket);
        turn = grant;
    }

    long turn() {
        return turn;
    }

    void remove(Ticket ticket) {
        holders.remove(ticket);
    }

    /** How busy it would be with one more, as a part of what it can do; weighted by its speed. */
    double pressure() {
        return (outstanding() + 1) / (target.slots() * target.weight());
    }

    /** Whether it may be asked at all now, free or not. */
    boolean willing(long now) {
        return target.open() && !breaker.pausing(now);
    }

    boolean takesOne(long now) {
        return target.open() && outstanding() < target.slots() && breaker.lets(outstanding(), now);
    }
}
