package dev.gantry.engine.call;

import dev.gantry.engine.EventOptions;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Target;

/** {@code GET /events}. The caller closes what it answers. */
public record OpenEvents(EventOptions options) implements StreamCall {

    @Override
    public String doing() {
        return "read events";
    }

    @Override
    public Request request() {
        return Request.get(
                Target.of("events")
                        .withSome("filters", Filters.of(options.filters()))
                        .withSome("since", options.since())
                        .withSome("until", options.until())
                        .toString());
    }
}
