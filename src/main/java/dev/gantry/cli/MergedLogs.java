package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.LogOptions;
import dev.gantry.engine.LogStream;
import dev.gantry.fleet.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The logs of many containers as one.
 *
 * @param timestamps whether to show them, as JSON always does
 * @param prefixed whether a line says where it is from
 * @param grep what a line must hold to be shown
 */
record MergedLogs(
        Session session,
        EngineSource engines,
        LogOptions options,
        boolean timestamps,
        boolean prefixed,
        Pattern grep) {

    private static final int LINES_BETWEEN_LOOKS = 1000;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    /**
     * An open log.
     *
     * @param prefix how its lines begin
     */
    private record Opened(LogStream stream, LogOrigin origin, String prefix) {}

    /** The same with its next line. */
    private record Source(Opened log, LogStream.Line next) {}

    void print(List<Fleetwide.Found> sources) {
        SequencedSet<LogOrigin> origins = new LinkedHashSet<>();
        sources.forEach(one -> origins.add(LogOrigin.of(one)));
        SequencedMap<LogOrigin, String> prefixes =
                LogOrigin.prefixes(origins, session.console().outputStyle());
        List<LogStream> streams = new ArrayList<>();
        try (var _ = session.invocation().cancellation().onCancel(() -> closeAll(streams))) {
            List<Opened> opened = new ArrayList<>();
            for (Fleetwide.Found one : sources) {
                LogOrigin origin = LogOrigin.of(one);
                String prefix = prefixed ? prefixes.getOrDefault(origin, "") : "";
                open(one, streams)
                        .ifPresent(stream -> opened.add(new Opened(stream, origin, prefix)));
            }
            merge(opened);
        } finally {
            closeAll(streams);
        }
    }

    /** Merging needs the times, whether or not they are shown. */
    private Optional<LogStream> open(Fleetwide.Found one, List<LogStream> streams) {
        LogOptions timed =
                new LogOptions(false, options.tail(), options.since(), options.until(), true);
        Optional<LogStream> stream =
                stream(
                        one.deployment().host(),
                        one.container().id(),
                        LogOrigin.of(one).name(),
                        timed);
        synchronized (streams) {
            stream.ifPresent(streams::add);
        }
        if (session.invocation().cancellation().cancelled()) {
            stream.ifPresent(LogStream::close);
        }
        return stream;
    }

    /** None where the container is gone, or its logging driver keeps nothing, which is told. */
    Optional<LogStream> stream(Host host, String id, String name, LogOptions asked) {
        try {
            return Optional.of(engines.engine(host).logs(id, asked));
        } catch (EngineException refused) {
            if (refused.status() == NOT_IMPLEMENTED) {
                session.console().say("warning: " + name + ": " + refused.getMessage());
                session.console().flush();
            } else if (refused.status() != NOT_FOUND) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private static void closeAll(List<LogStream> streams) {
        List<LogStream> open;
        synchronized (streams) {
            open = List.copyOf(streams);
        }
        open.forEach(LogStream::close);
    }

    private void merge(List<Opened> logs) {
        PriorityQueue<Source> queue =
                new PriorityQueue<>(
                        (one, other) -> one.next().time().compareTo(other.next().time()));
        logs.forEach(one -> advance(one).ifPresent(queue::add));
        // Looking flushes, which a long log cannot afford at every line.
        for (int lines = 1; !queue.isEmpty(); lines++) {
            if (lines % LINES_BETWEEN_LOOKS == 0 && session.console().broken()) {
                return;
            }
            Source earliest = queue.remove();
            LogStream.Line line = earliest.next();
            if (grep.matcher(line.words()).find()) {
                session.console()
                        .printLine(
                                session.console().json()
                                        ? earliest.log().origin().json(line)
                                        : earliest.log().prefix()
                                                + (timestamps ? line.text() : line.words()));
            }
            advance(earliest.log()).ifPresent(queue::add);
        }
    }

    private static Optional<Source> advance(Opened log) {
        return log.stream().next().map(line -> new Source(log, line));
    }
}
