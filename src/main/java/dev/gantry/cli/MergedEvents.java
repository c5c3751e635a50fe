package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.EventOptions;
import dev.gantry.engine.EventStream;
import dev.gantry.engine.EventStream.EngineEvent;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.ComposeLabels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** The events of many hosts as one. */
final class MergedEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final Session session;
    private final EngineSource engines;
    private final LabelChoice choice;
    private final SequencedMap<String, Host> hosts = new LinkedHashMap<>();
    private final SequencedMap<String, OperationException> silent = new LinkedHashMap<>();
    private final List<EventStream> open = new ArrayList<>();

    /** Something that happened, and where. */
    private record Happening(String host, EngineEvent event) {
        String label(String name) {
            return event.attributes().getOrDefault(name, "");
        }
    }

    MergedEvents(Session session, EngineSource engines, Desired desired) {
        this.session = session;
        this.engines = engines;
        this.choice = new LabelChoice(desired, session.arguments().operands(), 0);
        desired.deployments().forEach(one -> hosts.put(one.host().name(), one.host()));
    }

    /** What has happened between two times, in the order of time. */
    void past(String since, String until) {
        AtOnce<List<Happening>> answers =
                AtOnce.ask(
                        hosts,
                        host -> {
                            List<Happening> all = new ArrayList<>();
                            try (EventStream stream = open(host, since, until)) {
                                for (Optional<EngineEvent> next = stream.next();
                                        next.isPresent();
                                        next = stream.next()) {
                                    all.add(new Happening(host.name(), next.get()));
                                }
                            }
                            return all;
                        });
        answers.failures().forEach(this::lost);
        List<Happening> all = new ArrayList<>();
        answers.results().values().forEach(all::addAll);
        all.sort((one, other) -> Long.compare(one.event().nanos(), other.event().nanos()));
        all.stream().filter(this::wanted).forEach(this::print);
    }

    /** What happens from a time on, as it comes. */
    void follow(String since, String until) {
        SequencedMap<String, Host> left = new LinkedHashMap<>(hosts);
        silent.keySet().forEach(left::remove);
        try (var _ = session.invocation().cancellation().onCancel(this::closeAll)) {
            AtOnce<Boolean> ended =
                    AtOnce.ask(left, host -> copy(host, since, until), Math.max(1, left.size()));
            ended.failures().forEach(this::lost);
        } finally {
            closeAll();
        }
    }

    private boolean copy(Host host, String since, String until) {
        try (EventStream stream = open(host, since, until)) {
            for (Optional<EngineEvent> next = stream.next();
                    next.isPresent() && !session.console().broken();
                    next = stream.next()) {
                Happening happening = new Happening(host.name(), next.get());
                if (wanted(happening)) {
                    print(happening);
                }
            }
        }
        if (session.console().broken()) {
            closeAll();
        }
        return true;
    }

    private EventStream open(Host host, String since, String until) {
        List<String> filters = List.of("type=container", "label=" + ComposeLabels.PROJECT);
        EventStream stream = engines.engine(host).events(new EventOptions(filters, since, until));
        synchronized (open) {
            open.add(stream);
        }
        if (session.invocation().cancellation().cancelled()) {
            stream.close();
        }
        return stream;
    }

    private void closeAll() {
        List<EventStream> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(EventStream::close);
    }

    private synchronized void lost(String host, OperationException why) {
        silent.put(host, why);
        session.console().unreachable(host, why);
    }

    ExitCode exitCode() {
        if (silent.isEmpty()) {
            return ExitCode.DONE;
        }
        return silent.size() < hosts.size() ? ExitCode.PARTLY : ExitCode.FAILED;
    }

    private boolean wanted(Happening one) {
        return choice.has(one.host(), one.event().attributes());
    }

    private void print(Happening one) {
        EngineEvent event = one.event();
        SequencedMap<String, String> attributes = new LinkedHashMap<>(event.attributes());
        attributes.keySet().removeIf(key -> key.startsWith(ComposeLabels.PREFIX));
        Instant time = Instant.ofEpochSecond(0, event.nanos());
        session.console()
                .printNow(
                        session.console().json()
                                ? json(one, time, attributes)
                                : text(one, time, attributes));
    }

    private String text(Happening one, Instant time, SequencedMap<String, String> attributes) {
        List<String> pairs = new ArrayList<>();
        attributes.forEach((key, value) -> pairs.add(key + "=" + value));
        return TIME.format(time.atOffset(ZoneOffset.UTC))
                + (hosts.size() > 1 ? " " + one.host() : "")
                + " container "
                + one.event().action()
                + " "
                + one.event().actor()
                + " ("
                + String.join(", ", pairs)
                + ")";
    }

    private static String json(
            Happening one, Instant time, SequencedMap<String, String> attributes) {
        MapNode.Builder line =
                Json.object()
                        .put("time", Json.of(time.toString()))
                        .put("host", Json.of(one.host()))
                        .put("type", Json.of("container"))
                        .put("service", Json.of(one.label(ComposeLabels.SERVICE)))
                        .put("id", Json.of(one.event().actor()))
                        .put("action", Json.of(one.event().action()))
                        .put("attributes", Json.strings(attributes));
        return JsonWriter.compact(line.build());
    }
}
