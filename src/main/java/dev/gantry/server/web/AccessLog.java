package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * One JSON line for each request. The event loop collects lines in one batch while a thread writes
 * the other; they change places several times a second, when the thread is done with its own. A
 * disk that is too slow for that costs lines, never time of the event loop: a batch that is full
 * takes no more, and how many are missing is told where they are.
 */
final class AccessLog {
    private static final int WORTH_WRITING = 64 * 1024;
    private static final int MOST = 8 * 1024 * 1024;

    private final OutputStream out;
    private final InstantSource clock;
    private final Consumer<String> notes;
    private final int most;
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(1);
    private final LongAdder lost = new LongAdder();

    /** The event loop's. */
    private Batch filling = new Batch();

    /** The writing thread's: lines that are missing between what is written and its batch. */
    private long unwritten;

    /** Lines, and how many of those after them were too many. */
    private static final class Batch {
        private StringBuilder text = new StringBuilder();
        private int lines;
        private int dropped;
        private boolean last;

        /** One that has grown is not kept for the rest of the days. */
        void clear() {
            if (text.capacity() > WORTH_WRITING * 4) {
                text = new StringBuilder();
            }
            text.setLength(0);
            lines = 0;
            dropped = 0;
        }
    }

    /**
     * @param notes told on a thread of its own what goes wrong
     */
    AccessLog(OutputStream out, InstantSource clock, Consumer<String> notes) {
        this(out, clock, notes, MOST);
    }

    /**
     * @param most how many characters may wait to be written, about
     */
    AccessLog(OutputStream out, InstantSource clock, Consumer<String> notes, int most) {
        this.out = out;
        this.clock = clock;
        this.notes = notes;
        this.most = most;
        empty.add(new Batch());
        Thread.ofPlatform().daemon().name("access-log").start(this::follow);
    }

    void write(Trace trace) {
        if (filling.text.length() >= most) {
            filling.dropped++;
            lost.increment();
            return;
        }
        filling.text.append(trace.line(now())).append('\n');
        filling.lines++;
        if (filling.text.length() > WORTH_WRITING) {
            flush();
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Hands over what there is, unless the thread is still at work on what it had before. */
    void flush() {
        Batch next = filling.lines == 0 ? null : empty.poll();
        if (next != null) {
            full.add(filling);
            filling = next;
        }
    }

    /** How many lines are lost since the beginning. */
    long lost() {
        return lost.sum();
    }

    /**
     * Writes all that is left. To be called when nobody writes any more, from any thread.
     *
     * @param patience with what is being written, and with the rest once more
     */
    void close(Duration patience) {
        try {
            Batch last = empty.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (last != null) {
                full.add(filling);
                last = empty.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
            if (last == null) {
                notes.accept("the end of the access log is lost: it is written too slowly");
            } else {
                last.last = true;
                full.add(last);
            }
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            for (Batch batch = full.take(); !batch.last; batch = full.take()) {
                write(batch);
                batch.clear();
                empty.add(batch);
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Batch batch) {
        try {
            out.write((gap(unwritten) + batch.text + gap(batch.dropped)).getBytes(UTF_8));
            out.flush();
            if (unwritten + batch.dropped > 0) {
                notes.accept(unwritten + batch.dropped + " lines of the access log are lost");
            }
            unwritten = 0;
        } catch (IOException failed) {
            if (unwritten == 0) {
                notes.accept("the access log cannot be written: " + failed.getMessage());
            }
            lost.add(batch.lines);
            unwritten += batch.lines + batch.dropped;
        }
    }

    /** A line in the place of those that are missing. */
    private String gap(long missing) {
        return missing == 0
                ? ""
                : JsonWriter.compact(
                                Json.object()
                                        .put("time", Json.of(now()))
                                        .put("lost", Json.of(missing))
                                        .build())
                        + "\n";
    }
}
