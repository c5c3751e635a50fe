package dev.gantry.server.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Who waits in a lane. Keys take turns; within a key, the first come is the first served. */
final class Line {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_WAIT = 60;

    private Lane lane;

    /** The key whose turn is next comes first. */
    private final LinkedHashMap<String, ArrayDeque<Ticket>> keys = new LinkedHashMap<>();

    private int waiting;

    /** Those of it that hold a slot. */
    private int served;

    /** Whether nobody may come any more. */
    private boolean closed;

    /** How long requests of it take, lately; nanoseconds, 0 before the first. */
    private double tempo;

    /** Grants that its share entitles it to, one when it has reached 1. */
    private double credit;

    Line(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    /** The lane of the same name, described anew; who waits stays. */
    void describe(Lane anew) {
        lane = anew;
        closed = false;
    }

    /** There is no lane of that name any more; who is in it stays. */
    void close() {
        closed = true;
    }

    /** Whether it is closed, and nobody of it waits or holds a slot. */
    boolean over() {
        return closed && waiting == 0 && served == 0;
    }

    int waiting() {
        return waiting;
    }

    boolean full() {
        return waiting >= lane.room();
    }

    void addLast(Ticket ticket) {
        of(ticket).addLast(ticket);
        waiting++;
    }

    /** One that had its turn, and has lost its slot. */
    void addFirst(Ticket ticket) {
        of(ticket).addFirst(ticket);
        waiting++;
        served--;
    }

    /** One that had a slot needs none any more. */
    void left() {
        served--;
    }

    private ArrayDeque<Ticket> of(Ticket ticket) {
        return keys.computeIfAbsent(ticket.demand().key(), _ -> new ArrayDeque<>());
    }

    /** The next one that {@code fits}, by turns. */
    Optional<Ticket> next(Predicate<Ticket> fits) {
        for (ArrayDeque<Ticket> own : keys.values()) {
            for (Ticket ticket : own) {
                if (fits.test(ticket)) {
                    return Optional.of(ticket);
                }
            }
        }
        return Optional.empty();
    }

    /** It leaves, and its key has had its turn. */
    void serve(Ticket ticket) {
        ArrayDeque<Ticket> own = keys.get(ticket.demand().key());
        if (own != null && own.remove(ticket)) {
            waiting--;
            served++;
            keys.remove(ticket.demand().key());
            if (!own.isEmpty()) {
                keys.put(ticket.demand().key(), own);
            }
        }
    }

    /** It leaves without having been served. Whether it was there. */
    boolean drop(Ticket ticket) {
        ArrayDeque<Ticket> own = keys.get(ticket.demand().key());
        if (own == null || !own.remove(ticket)) {
            return false;
        }
        waiting--;
        if (own.isEmpty()) {
            keys.remove(ticket.demand().key());
        }
        return true;
    }

    /** Takes out those that {@code hopeless} says it of. */
    void dropAll(Predicate<Ticket> hopeless, Consumer<Ticket> then) {
        List<Ticket> dropped =
                keys.values().stream().flatMap(ArrayDeque::stream).filter(hopeless).toList();
        dropped.forEach(this::drop);
        dropped.forEach(then);
    }

    /** One of it was served in that time. */
    void took(long nanos) {
        tempo = tempo == 0 ? nanos : tempo + (nanos - tempo) / 8;
    }

    /** In about what time one more would be served, with that many slots. */
    Duration patience(int slots) {
        long nanos = (long) (tempo * (waiting + 1) / Math.max(1, slots));
        return Duration.ofSeconds(Math.clamp(Math.ceilDiv(nanos, SECOND), 1, LONGEST_WAIT));
    }

    /** An earlier lane got the slot that one of it could have had. */
    void passedOver() {
        credit = Math.min(credit + lane.share() / (1 - Math.min(lane.share(), 0.99)), 2);
    }

    boolean due() {
        return credit >= 1;
    }

    void spend() {
        credit -= 1;
    }
}
