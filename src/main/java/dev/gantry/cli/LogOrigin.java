package dev.gantry.cli;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.engine.LogStream;
import dev.gantry.plan.ComposeLabels;
import java.util.Map;

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

    /**
     * One JSON object.
     *
     * @param line with its time
     */
    String json(LogStream.Line line) {
        String text = line.text();
        int blank = text.indexOf(' ');
        return JsonWriter.compact(
                Json.object()
                        .put("time", Json.of(text.substring(0, Math.max(0, blank))))
                        .put("host", Json.of(host))
                        .put("service", Json.of(service))
                        .put("container", Json.of(name()))
                        .put("stream", Json.of(line.error() ? "stderr" : "stdout"))
                        .put("message", Json.of(text.substring(blank + 1)))
                        .build());
    }
}
