package dev.gantry.server.web;

import dev.gantry.server.gateway.Catalogue;
import dev.gantry.server.gateway.Place;
import dev.gantry.server.registry.Snapshot;
import dev.gantry.server.watchdog.Change;
import dev.gantry.server.watchdog.Condition;
import dev.gantry.server.watchdog.Schedule;
import dev.gantry.server.watchdog.Upstream;
import dev.gantry.server.watchdog.UpstreamId;
import dev.gantry.server.watchdog.UpstreamState;
import dev.gantry.server.watchdog.Watchdog;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happens on the event loop: the registry's news reach the watchdog, the watchdog's the
 * gateway, and the gateway's the watchdog.
 */
final class Control {
    static final Duration TICK = Duration.ofMillis(50);
    private static final int TICKS_A_SECOND = 20;

    private final Keys keys;
    private final Watchdog watchdog;
    private final Gateway gateway;
    private final Connections connections = new Connections();
    private final Metrics metrics = new Metrics();
    private final Recent recent = new Recent();
    private final AccessLog accessLog;
    private final Events events;

    /** Whether the catalogue is older than what is known. */
    private boolean stale = true;

    private int ticks;

    Control(Vertx vertx, Server.Settings settings, Server.Surroundings surroundings) {
        InstantSource clock = surroundings.clock();
        this.keys = new Keys(settings.keysWanted());
        this.accessLog = new AccessLog(surroundings.accessLog(), clock, surroundings.notes());
        this.events =
                new Events(
                        vertx, surroundings.store(), settings.name(), clock, surroundings.notes());
        Upstreams upstreams =
                new Upstreams(
                        vertx,
                        settings.timeouts(),
                        address -> settings.addresses().refusal(address).isEmpty(),
                        surroundings.environment());
        this.watchdog = new Watchdog(new Probes(vertx, upstreams), Schedule.DEFAULT);
        watchdog.listen(this::changed);
        this.gateway = new Gateway(vertx, settings.gateway(), upstreams, new Witness());
        metrics.watch(gateway, connections, accessLog);
    }

    Keys keys() {
        return keys;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Gateway gateway() {
        return gateway;
    }

    Connections connections() {
        return connections;
    }

    Metrics metrics() {
        return metrics;
    }

    Recent recent() {
        return recent;
    }

    Events events() {
        return events;
    }

    /** This is the registry now. */
    void accept(Snapshot snapshot) {
        keys.accept(snapshot);
        gateway.check(keys::refusal);
        Set<String> ids =
                snapshot.keys().values().stream().map(key -> key.id()).collect(Collectors.toSet());
        gateway.limits().retain(ids);
        watchdog.accept(snapshot, System.nanoTime());
        stale = true;
    }

    private void changed(Change change) {
        stale = true;
        Upstream upstream = change.upstream();
        String id = upstream.id().toString();
        if (change.turned()) {
            events.record(change.kind(), id, change.text());
        }
        if (upstream.state().condition() == Condition.DOWN && change.turned()) {
            refresh();
            gateway.down(id, "it is down: " + upstream.state().reason());
        }
    }

    private void refresh() {
        stale = false;
        gateway.accept(new Catalogue(watchdog.states().stream().map(Control::place).toList()));
    }

    private static Place place(Upstream upstream) {
        return new Place(
                upstream.node(),
                upstream.service(),
                upstream.models(),
                Set.copyOf(upstream.warm()),
                upstream.slots(),
                upstream.open(),
                condition(upstream));
    }

    private static String condition(Upstream upstream) {
        UpstreamState state = upstream.state();
        String words = state.condition().word() + ": " + state.reason();
        return upstream.node().draining() ? "draining; " + words : words;
    }

    /** Every {@link #TICK}. */
    void tick() {
        long now = System.nanoTime();
        watchdog.tick(now);
        if (stale) {
            refresh();
        }
        gateway.tick(now);
        accessLog.flush();
        ticks++;
        if (ticks % TICKS_A_SECOND == 0) {
            connections.tick(now);
            recent.second(gateway);
        }
    }

    /** Writes what is left of the access log, when the event loop has ended. */
    void close(Duration patience) {
        accessLog.close(patience);
    }

    /** Sees what the gateway does. */
    private final class Witness implements Gateway.Observer {
        @Override
        public void failed(Place place, String why) {
            metrics.failed(place);
            watchdog.failed(id(place), why, System.nanoTime());
        }

        @Override
        public void suspected(Place place) {
            watchdog.suspect(id(place));
        }

        @Override
        public void served(Place place) {
            watchdog.served(id(place));
        }

        @Override
        public void ended(Trace trace) {
            accessLog.write(trace);
            metrics.ended(trace);
            recent.ended(trace);
        }

        private UpstreamId id(Place place) {
            return new UpstreamId(place.node().name(), place.service().name());
        }
    }

    /** The requests under way. */
    List<Trace> active() {
        return gateway.active();
    }
}
