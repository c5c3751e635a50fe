package dev.gantry.server.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What an upstream has to do at the moment, and how it did. */
final class Load {
    private Target target;
    private final List<Ticket> holders = new ArrayList<>();
    private final Breaker breaker = new Breaker();

    /** All that share the device of this one, itself included; none without one. */
    private List<Load> sharers = List.of();

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
        sharers = List.of();
    }

    void share(List<Load> all) {
        sharers = List.copyOf(all);
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
        double own = (outstanding() + 1.0) / target.slots();
        double shared = target.device().map(one -> (onDevice() + 1.0) / one.slots()).orElse(0.0);
        return Math.max(own, shared) / target.weight();
    }

    private int onDevice() {
        return sharers.stream().mapToInt(Load::outstanding).sum();
    }

    private boolean deviceFull() {
        return target.device().map(one -> onDevice() >= one.slots()).orElse(false);
    }

    /** Those of whom any one, by leaving, makes room here for another. */
    Stream<Ticket> inTheWay() {
        boolean full = outstanding() >= target.slots();
        return full || !deviceFull()
                ? holders.stream()
                : sharers.stream().flatMap(load -> load.holders().stream());
    }

    /** Whether it may be asked at all now, free or not. */
    boolean willing(long now) {
        return target.open() && !breaker.pausing(now);
    }

    boolean takesOne(long now) {
        return target.open()
                && outstanding() < target.slots()
                && !deviceFull()
                && breaker.lets(outstanding(), now);
    }
}
