package dev.gantry.cli;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.EventOptions;
import dev.gantry.engine.EventStream;
import dev.gantry.engine.EventStream.EngineEvent;
import dev.gantry.engine.LogOptions;
import dev.gantry.engine.LogStream;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Host;
import dev.gantry.plan.ComposeLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Logs as they grow: of containers that run, of those that are started again, and of those that
 * come meanwhile. It is over when none of them runs any more, and none that was told to stop has
 * come back soon.
 */
final class FollowedLogs implements AutoCloseable {
    /** A restart is a stop and a start, also on a machine with much to do. */
    private static final Duration BETWEEN_STOP_AND_START = Duration.ofSeconds(3);

    private final MergedLogs logs;
    private final LabelChoice choice;
    private final SequencedMap<String, Host> hosts = new LinkedHashMap<>();
    private final List<LogStream> streams = new ArrayList<>();
    private final List<EventStream> events = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final Map<Actor, Life> living = new HashMap<>();
    private final SequencedSet<LogOrigin> origins = new LinkedHashSet<>();
    private SequencedMap<LogOrigin, String> prefixes = new LinkedHashMap<>();
    private final Set<Actor> toldToStop = new HashSet<>();

    /** Until when one that was told to stop may come back, as {@link System#nanoTime} counts. */
    private long patience = System.nanoTime();

    private boolean over;

    private enum Life {
        TO_START,
        READ
    }

    /** One container. */
    private record Actor(Host host, String id, LogOrigin origin) {
        static Actor of(Host host, String id, Map<String, String> labels) {
            return new Actor(host, id, LogOrigin.of(host.name(), labels));
        }

        static Actor of(Fleetwide.Found one) {
            return of(one.deployment().host(), one.container().id(), one.container().labels());
        }
    }

    FollowedLogs(MergedLogs logs, LabelChoice choice) {
        this.logs = logs;
        this.choice = choice;
        choice.desired().deployments().stream()
                .map(Deployment::host)
                .forEach(host -> hosts.put(host.name(), host));
    }

    /** Blocks until it is over. */
    void print(List<Fleetwide.Found> first) {
        LogOptions options = logs.options();
        try (var _ = logs.session().invocation().cancellation().onCancel(this::close)) {
            first.forEach(one -> prefix(Actor.of(one).origin()));
            for (Fleetwide.Found one : first) {
                if (one.up()) {
                    lives(Actor.of(one));
                }
                read(Actor.of(one), options.since(), options.tail());
            }
            if (anyLives() && options.until().isEmpty()) {
                watch();
                awaitEnd();
            }
            for (Thread reader : readers()) {
                reader.join();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** What has changed between the first look and the events is found by a second look. */
    private void watch() {
        AtOnce<Runnable> opened = AtOnce.ask(hosts, this::events);
        for (Fleetwide.Found one : Fleetwide.of(choice.desired(), logs.engines()).containers()) {
            if (!choice.has(one.host(), one.container().labels())) {
                continue;
            }
            if (one.up()) {
                started(Actor.of(one));
            } else {
                gone(Actor.of(one));
            }
        }
        opened.failures().keySet().forEach(this::lost);
        opened.results().values().forEach(Thread.ofPlatform()::start);
    }

    /** From now on; what comes back listens to them. */
    private Runnable events(Host host) {
        List<String> filters = List.of("type=container", "label=" + ComposeLabels.PROJECT);
        EventStream stream = logs.engines().engine(host).events(new EventOptions(filters, "", ""));
        if (!add(events, stream)) {
            stream.close();
        }
        return () -> listen(host, stream);
    }

    private void listen(Host host, EventStream stream) {
        try {
            for (Optional<EngineEvent> next = stream.next();
                    next.isPresent();
                    next = stream.next()) {
                happened(host, next.get());
            }
        } catch (OperationException silent) {
            // each log of that host tells it
        }
        lost(host.name());
    }

    private void happened(Host host, EngineEvent event) {
        if (!choice.has(host.name(), event.attributes())) {
            return;
        }
        Actor actor = Actor.of(host, event.actor(), event.attributes());
        switch (event.action()) {
            case "create" -> waits(actor);
            case "start" -> started(actor);
            case "kill" -> toldToStop(actor);
            case "die" -> died(actor, event.attributes().getOrDefault("exitCode", "0"));
            case "destroy" -> gone(actor);
            default -> {
                // nobody comes or goes
            }
        }
    }

    /** Reads on where the container's run before has ended. */
    private void started(Actor actor) {
        if (!lives(actor)) {
            return;
        }
        prefix(actor.origin());
        String finished = state(actor).text("FinishedAt");
        boolean never = finished.isEmpty() || finished.startsWith("0001-");
        read(actor, never ? logs.options().since() : Moments.text(Instant.parse(finished)), -1);
    }

    private void died(Actor actor, String exitCode) {
        if (!gone(actor)) {
            return;
        }
        Fields state = state(actor);
        boolean again = state.flag("Running") || state.flag("Restarting");
        if (again) {
            waits(actor);
        }
        Console console = logs.session().console();
        String coming = again ? " (restarting)" : "";
        console.say(actor.origin().name() + " exited with code " + exitCode + coming);
        console.flush();
    }

    /** Nothing of one that is gone by now, or of which the engine does not tell. */
    private Fields state(Actor actor) {
        Optional<MapNode> inspection;
        try {
            inspection = logs.engines().engine(actor.host()).inspectContainer(actor.id());
        } catch (OperationException silent) {
            inspection = Optional.empty();
        }
        return Fields.of(inspection.orElseGet(() -> Json.object().build())).map("State");
    }

    private void read(Actor actor, String since, int tail) {
        LogOptions asked = logs.options();
        LogOptions options = new LogOptions(true, tail, since, asked.until(), logs.timestamps());
        logs.stream(actor.host(), actor.id(), actor.origin().name(), options)
                .ifPresent(stream -> read(stream, actor.origin()));
    }

    private void read(LogStream stream, LogOrigin origin) {
        if (!add(streams, stream)) {
            stream.close();
            return;
        }
        Thread reader = Thread.ofPlatform().unstarted(() -> copy(stream, origin));
        synchronized (this) {
            readers.add(reader);
        }
        reader.start();
    }

    private void copy(LogStream stream, LogOrigin origin) {
        Console console = logs.session().console();
        try {
            Optional<LogStream.Line> line = stream.next();
            while (line.isPresent() && !console.broken()) {
                if (shows(line.get())) {
                    console.printNow(
                            console.json()
                                    ? origin.json(line.get())
                                    : prefix(origin) + line.get().text());
                }
                line = stream.next();
            }
        } catch (OperationException lost) {
            console.failure(prefix(origin) + lost.getMessage(), lost.next());
        }
        synchronized (this) {
            streams.remove(stream);
            readers.remove(Thread.currentThread());
        }
        if (console.broken()) {
            close();
        }
    }

    /** Whether a line is wanted; its time, where shown, does not count. */
    private boolean shows(LogStream.Line line) {
        return logs.grep().matcher(logs.timestamps() ? line.words() : line.text()).find();
    }

    /** How lines from there begin; as wide as the widest so far. */
    private synchronized String prefix(LogOrigin origin) {
        if (!logs.prefixed()) {
            return "";
        }
        if (origins.add(origin)) {
            prefixes = LogOrigin.prefixes(origins, logs.session().console().outputStyle());
        }
        return prefixes.getOrDefault(origin, "");
    }

    private synchronized void toldToStop(Actor actor) {
        toldToStop.add(actor);
    }

    private synchronized void waits(Actor actor) {
        living.put(actor, Life.TO_START);
    }

    /** Returns whether its log was not being read yet. */
    private synchronized boolean lives(Actor actor) {
        return living.put(actor, Life.READ) != Life.READ;
    }

    /** Returns whether it was there before. */
    private synchronized boolean gone(Actor actor) {
        if (toldToStop.remove(actor)) {
            patience = System.nanoTime() + BETWEEN_STOP_AND_START.toNanos();
        }
        notifyAll();
        return living.remove(actor) != null;
    }

    private synchronized void lost(String host) {
        living.keySet().removeIf(actor -> actor.host().name().equals(host));
        notifyAll();
    }

    private synchronized boolean anyLives() {
        return !living.isEmpty();
    }

    private synchronized void awaitEnd() throws InterruptedException {
        while (!over) {
            if (living.isEmpty()) {
                over = !comesBack();
            } else {
                wait();
            }
        }
    }

    private synchronized boolean comesBack() throws InterruptedException {
        for (long left = patience - System.nanoTime();
                left > 0 && living.isEmpty() && !over;
                left = patience - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !living.isEmpty() && !over;
    }

    private synchronized List<Thread> readers() {
        return List.copyOf(readers);
    }

    /** Returns whether it is not over yet. */
    private synchronized <T> boolean add(List<T> list, T stream) {
        return !over && list.add(stream);
    }

    @Override
    public void close() {
        List<LogStream> logStreams;
        List<EventStream> eventStreams;
        synchronized (this) {
            over = true;
            logStreams = List.copyOf(streams);
            eventStreams = List.copyOf(events);
            notifyAll();
        }
        logStreams.forEach(LogStream::close);
        eventStreams.forEach(EventStream::close);
    }
}
