package dev.gantry.server.web;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.registry.RegistryEvent;
import dev.gantry.server.watchdog.Upstream;
import dev.gantry.server.watchdog.UpstreamId;
import dev.gantry.server.web.ui.EventList;
import dev.gantry.server.web.ui.EventRow;
import dev.gantry.server.web.ui.LaneRow;
import dev.gantry.server.web.ui.NodeRow;
import dev.gantry.server.web.ui.Overview;
import dev.gantry.server.web.ui.RequestRow;
import dev.gantry.server.web.ui.Sparkline;
import dev.gantry.server.web.ui.State;
import dev.gantry.server.web.ui.Tone;
import dev.gantry.server.web.ui.UpstreamRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the control plane knows, as the pages show it. */
final class Views {
    private static final int RECENT = 15;
    private static final int BRIEF = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Control control;
    private final Registry registry;
    private final InstantSource clock;

    Views(Control control, Registry registry, InstantSource clock) {
        this.control = control;
        this.registry = registry;
        this.clock = clock;
    }

    Overview overview(EventFeed.Known events) {
        List<RegistryEvent> last =
                events.events().subList(0, Math.min(BRIEF, events.events().size()));
        return new Overview(
                trouble(),
                nodes(),
                control.gateway().settings().lanes().all().stream()
                        .map(lane -> new LaneRow(lane.name(), waiting(lane.name()), lane.room()))
                        .toList(),
                new Sparkline(control.recent().tokensBySecond()),
                control.active().stream().map(Views::live).toList(),
                control.recent().traces().stream().limit(RECENT).map(Views::over).toList(),
                events(new EventFeed.Known(last, events.trouble())));
    }

    private String trouble() {
        return switch (registry.health()) {
            case Registry.Health.Good _ -> "";
            case Registry.Health.Failing failing ->
                    "The registry has not answered since "
                            + TIME.format(failing.since())
                            + " UTC: "
                            + failing.reason()
                            + ". Nodes and keys are as they were then.";
        };
    }

    private int waiting(String lane) {
        return control.gateway().dispatcher().waiting(lane);
    }

    private List<NodeRow> nodes() {
        Map<UpstreamId, Upstream> known = upstreams();
        return registry.snapshot().nodes().stream()
                .map(node ->
                        new NodeRow(
                                node.name(),
                                node.address(),
                                node.draining(),
                                of(node, known).map(this::row).toList()))
                .toList();
    }

    Map<UpstreamId, Upstream> upstreams() {
        return control.watchdog().states().stream()
                .collect(Collectors.toMap(Upstream::id, Function.identity(), (one, _) -> one));
    }

    /** The services of a node, in its order. */
    static Stream<Upstream> of(InferenceNode node, Map<UpstreamId, Upstream> known) {
        return node.services().stream()
                .map(service -> new UpstreamId(node.name(), service.name()))
                .filter(known::containsKey)
                .map(known::get);
    }

    UpstreamRow row(Upstream upstream) {
        return new UpstreamRow(
                upstream.service().name(),
                upstream.service().kind().word(),
                state(upstream),
                upstream.models().orElse(List.of("any")),
                control.gateway().dispatcher().outstanding(upstream.id().toString()),
                upstream.slots());
    }

    private static State state(Upstream upstream) {
        Tone tone =
                switch (upstream.state().condition()) {
                    case UP -> Tone.GOOD;
                    case LOADING, DEGRADED -> Tone.WARN;
                    case DOWN -> Tone.BAD;
                    case UNKNOWN -> Tone.IDLE;
                };
        return new State(
                tone,
                upstream.state().condition().word(),
                upstream.state().reason(),
                "for " + Spans.rough(upstream.state().lasted(System.nanoTime())));
    }

    private static RequestRow live(Trace trace) {
        boolean asked = !trace.upstream().isEmpty();
        String state = trace.streaming() ? "answering" : asked ? "asked" : "waiting";
        Tone tone = trace.streaming() ? Tone.GOOD : Tone.IDLE;
        return request(trace, tone, state, System.nanoTime() - trace.began());
    }

    private static RequestRow over(Trace trace) {
        String state = (trace.status() + " " + trace.error()).strip();
        return request(trace, tone(trace), state, trace.nanos());
    }

    private static Tone tone(Trace trace) {
        if (trace.error().equals("client_gone")) {
            return Tone.IDLE;
        }
        if (trace.status() >= 500 || trace.error().equals("upstream_failed")) {
            return Tone.BAD;
        }
        return trace.status() >= 400 ? Tone.WARN : Tone.GOOD;
    }

    private static RequestRow request(Trace trace, Tone tone, String state, long nanos) {
        return new RequestRow(
                trace.id(),
                trace.path(),
                trace.model(),
                trace.key().name(),
                trace.lane(),
                trace.upstream(),
                tone,
                state,
                Spans.exact(trace.nanosToFirstByte()),
                Spans.exact(nanos),
                trace.answerTokens());
    }

    EventList events(EventFeed.Known known) {
        Instant now = clock.instant();
        return new EventList(
                known.events().stream().map(event -> row(event, now)).toList(), known.trouble());
    }

    private static EventRow row(RegistryEvent event, Instant now) {
        return new EventRow(
                event.at().toString(),
                TIME.format(event.at()),
                Spans.rough(Duration.between(event.at(), now)) + " ago",
                tone(event.kind()),
                event.kind(),
                event.subject(),
                event.text(),
                event.server());
    }

    private static Tone tone(String kind) {
        return switch (kind.substring(kind.indexOf('.') + 1)) {
            case "down" -> Tone.BAD;
            case "degraded", "disabled", "removed", "loading" -> Tone.WARN;
            case "up", "added", "created", "enabled", "undrained" -> Tone.GOOD;
            default -> Tone.IDLE;
        };
    }
}
