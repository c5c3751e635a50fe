package dev.gantry.server.watchdog;

import java.util.Optional;
import java.util.TreeSet;

/**
 * Which upstream is asked next. Those that gave no answer in time hold a place for all of {@link
 * Schedule#TIMEOUT}, so they have places of their own and delay only each other.
 *
 * @implNote 10,000 upstreams every 30 s, all of which fall silent at the same moment, need 10,000 /
 *     30 s × 5 s = 1,667 places. From their second silence on they share the others. At a start
 *     nobody knows yet who is silent or slow: with more places the others wait less for those.
 */
final class Agenda {
    static final int PLACES = 3072;
    static final int PLACES_OF_SILENT_ONES = 1024;

    private final Queue usual = new Queue(PLACES);
    private final Queue silent = new Queue(PLACES_OF_SILENT_ONES);

    void plan(Watch watch, long due) {
        forget(watch);
        watch.due = due;
        queue(watch).waiting.add(watch);
    }

    void forget(Watch watch) {
        queue(watch).waiting.remove(watch);
    }

    /** Whose probe begins now; it has a place until {@link #ended}. */
    Optional<Watch> next(long now) {
        return usual.next(now).or(() -> silent.next(now));
    }

    /** Gives its place back. */
    void ended(Watch watch) {
        queue(watch).places++;
        watch.silent = watch.fellSilent;
    }

    int underWay() {
        return PLACES - usual.places + PLACES_OF_SILENT_ONES - silent.places;
    }

    private Queue queue(Watch watch) {
        return watch.silent ? silent : usual;
    }

    private static final class Queue {
        private final TreeSet<Watch> waiting = new TreeSet<>(Queue::compare);

        private int places;

        Queue(int places) {
            this.places = places;
        }

        /** Of moments the difference counts: {@link System#nanoTime} may overflow. */
        private static int compare(Watch one, Watch other) {
            int byDue = Long.signum(one.due - other.due);
            return byDue != 0 ? byDue : Long.compare(one.number, other.number);
        }

        Optional<Watch> next(long now) {
            if (places == 0 || waiting.isEmpty() || now - waiting.first().due < 0) {
                return Optional.empty();
            }
            places--;
            return Optional.of(waiting.removeFirst());
        }
    }
}
