package dev.gantry.engine.call;

import dev.gantry.engine.LogOptions;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Target;

/** {@code GET /containers/{id}/logs}. The caller closes what it answers. */
public record OpenLogs(String container, LogOptions options) implements StreamCall {

    @Override
    public String doing() {
        return "read the log of container " + container;
    }

    @Override
    public Request request() {
        return Request.get(
                Target.of("containers", container, "logs")
                        .with("stdout", "1")
                        .with("stderr", "1")
                        .with("follow", options.follow() ? "1" : "0")
                        .with("timestamps", options.timestamps() ? "1" : "0")
                        .with("tail", options.tail() < 0 ? "all" : Integer.toString(options.tail()))
                        .withSome("since", options.since())
                        .withSome("until", options.until())
                        .toString());
    }
}
