package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.show.LogPrefix;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.LogOptions;
import dev.gantry.engine.LogStream;
import dev.gantry.fleet.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * The logs of many containers as one.
 *
 * @param timestamps whether to show them
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

    /** An open log, its next line, and how its lines begin. */
    private record Source(LogStream stream, LogStream.Line next, String prefix) {

        /** RFC 3339 in UTC with nine decimals: in the order of time when in the order of text. */
        String time() {
            int blank = next.text().indexOf(' ');
            return blank < 0 ? next.text() : next.text().substring(0, blank);
        }
    }

    void print(List<Fleetwide.Found> sources) {
        LogPrefix prefixes =
                LogPrefix.of(
                        sources.stream().map(one -> name(one, manyHosts(sources))).toList(),
                        session.console().outputStyle());
        List<LogStream> streams = new ArrayList<>();
        try (var _ = session.invocation().cancellation().onCancel(() -> closeAll(streams))) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                if (open(sources.get(i), streams)) {
                    texts.add(prefixed ? prefixes.texts().get(i) : "");
                }
            }
            merge(streams, texts);
        } finally {
            closeAll(streams);
        }
    }

    private static boolean manyHosts(List<Fleetwide.Found> sources) {
        return sources.stream().map(one -> one.deployment().host().name()).distinct().count() > 1;
    }

    private static String name(Fleetwide.Found one, boolean withHost) {
        String service = one.service() + "-" + one.number();
        return withHost ? one.deployment().host().name() + "/" + service : service;
    }

    /** Merging needs the times, whether or not they are shown. */
    private boolean open(Fleetwide.Found one, List<LogStream> streams) {
        LogOptions timed =
                new LogOptions(false, options.tail(), options.since(), options.until(), true);
        Optional<LogStream> stream =
                stream(
                        one.deployment().host(),
                        one.container().id(),
                        one.service() + "-" + one.number(),
                        timed);
        synchronized (streams) {
            stream.ifPresent(streams::add);
        }
        if (session.invocation().cancellation().cancelled()) {
            stream.ifPresent(LogStream::close);
        }
        return stream.isPresent();
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

    private void merge(List<LogStream> streams, List<String> prefixes) {
        PriorityQueue<Source> queue =
                new PriorityQueue<>((one, other) -> one.time().compareTo(other.time()));
        for (int i = 0; i < streams.size(); i++) {
            advance(streams.get(i), prefixes.get(i)).ifPresent(queue::add);
        }
        // Looking flushes, which a long log cannot afford at every line.
        for (int lines = 1; !queue.isEmpty(); lines++) {
            if (lines % LINES_BETWEEN_LOOKS == 0 && session.console().broken()) {
                return;
            }
            Source earliest = queue.remove();
            String text = earliest.next().text();
            int blank = text.indexOf(' ');
            String line = timestamps ? text : text.substring(blank + 1);
            if (grep.matcher(text.substring(blank + 1)).find()) {
                session.console().printLine(earliest.prefix() + line);
            }
            advance(earliest.stream(), earliest.prefix()).ifPresent(queue::add);
        }
    }

    private static Optional<Source> advance(LogStream stream, String prefix) {
        return stream.next().map(line -> new Source(stream, line, prefix));
    }
}
