package dev.gantry.server.web;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.server.gateway.Place;
import dev.gantry.server.watchdog.Upstream;
import java.util.List;

/** How everything is at the moment, in JSON. */
final class StatusReport {
    private StatusReport() {}

    static MapNode of(Control control) {
        return Json.object()
                .put("upstreams", Json.array(upstreams(control)))
                .put("lanes", Json.array(lanes(control)))
                .put("requests", Json.array(control.active().stream().map(Trace::json).toList()))
                .put("client_connections", Json.of(control.connections().count()))
                .build();
    }

    private static List<MapNode> upstreams(Control control) {
        return control.watchdog().states().stream().map(one -> upstream(one, control)).toList();
    }

    private static MapNode upstream(Upstream upstream, Control control) {
        String id = upstream.id().toString();
        return Json.object()
                .put("upstream", Json.of(id))
                .put("kind", Json.of(upstream.service().kind().word()))
                .put("condition", Json.of(upstream.state().condition().word()))
                .put("reason", Json.of(upstream.state().reason()))
                .put("draining", Json.of(upstream.node().draining()))
                .put("open", Json.of(open(id, control)))
                .put("for_seconds", Json.of(upstream.state().lasted(System.nanoTime()).toSeconds()))
                .put("models", Json.strings(upstream.models().orElse(List.of())))
                .put("warm", Json.strings(upstream.warm()))
                .put("slots", Json.of(upstream.slots()))
                .put("requests", Json.of(control.gateway().dispatcher().outstanding(id)))
                .build();
    }

    /** Whether requests go there already, which is a moment later than that it is well. */
    private static boolean open(String id, Control control) {
        return control.gateway().catalogue().place(id).map(Place::open).orElse(false);
    }

    private static List<MapNode> lanes(Control control) {
        return control.gateway().settings().lanes().all().stream()
                .map(lane ->
                        Json.object()
                                .put("lane", Json.of(lane.name()))
                                .put(
                                        "waiting",
                                        Json.of(
                                                control.gateway()
                                                        .dispatcher()
                                                        .waiting(lane.name())))
                                .put("room", Json.of(lane.room()))
                                .build())
                .toList();
    }
}
