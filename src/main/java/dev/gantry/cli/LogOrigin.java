package dev.gantry.cli;

import dev.gantry.cli.show.LogPrefix;
import dev.gantry.cli.show.Style;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.engine.LogStream;
import dev.gantry.plan.ComposeLabels;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What a line of a log is from: the container of a number, whichever it is by now.
 *
 * @param number among the containers of its service, from 1
 */
record LogOrigin(String host, String service, String number) {

    static LogOrigin of(String host, Map<String, String> labels) {
        return new LogOrigin(
                host,
                labels.getOrDefault(ComposeLabels.SERVICE, ""),
                labels.getOrDefault(ComposeLabels.NUMBER, "1"));
    }

    static LogOrigin of(Fleetwide.Found one) {
        return of(one.host(), one.container().labels());
    }

    /** {@code web-1}. */
    String name() {
        return service + "-" + number;
    }

    String nameWithHost() {
        return host + "/" + name();
    }

    /** How the lines of each begin; they say the host where there are several. */
    static SequencedMap<LogOrigin, String> prefixes(SequencedSet<LogOrigin> origins, Style style) {
        boolean many = origins.stream().map(LogOrigin::host).distinct().count() > 1;
        List<String> names =
                origins.stream().map(one -> many ? one.nameWithHost() : one.name()).toList();
        Iterator<String> texts = LogPrefix.of(names, style).texts().iterator();
        SequencedMap<LogOrigin, String> prefixes = new LinkedHashMap<>();
        origins.forEach(one -> prefixes.put(one, texts.next()));
        return prefixes;
    }

    /**
     * One JSON object.
     *
     * @param line with its time
     */
    String json(LogStream.Line line) {
        return JsonWriter.compact(
                Json.object()
                        .put("time", Json.of(line.time()))
                        .put("host", Json.of(host))
                        .put("service", Json.of(service))
                        .put("container", Json.of(name()))
                        .put("stream", Json.of(line.error() ? "stderr" : "stdout"))
                        .put("message", Json.of(line.words()))
                        .build());
    }
}
