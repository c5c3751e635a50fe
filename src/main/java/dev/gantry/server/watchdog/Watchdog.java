package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Snapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches every inference service of the registry. For one thread at a time, the one that the
 * fetcher's answers come on too; {@code now} is of {@link System#nanoTime}.
 */
public final class Watchdog {
    /** So that a start with very many does not hold up everything else on the thread. */
    private static final int MOST_STARTS_OF_A_TICK = 256;

    /** What a fetcher may be late with the news that it gave up. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Failed requests make nobody ask more often than this. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Fetcher fetcher;
    private final Schedule schedule;
    private final List<Listener> listeners = new ArrayList<>();
    private final Agenda agenda = new Agenda();

    /** In the order of the registry. */
    private Map<UpstreamId, Watch> watches = new LinkedHashMap<>();

    /** In the order of their beginnings; those that have ended leave when they are the first. */
    private final ArrayDeque<Request> requests = new ArrayDeque<>();

    private long numbers;
    private long lastTick;

    public Watchdog(Fetcher fetcher, Schedule schedule) {
        this.fetcher = fetcher;
        this.schedule = schedule;
    }

    /** From now on it is told of every change, in the order of registration. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /**
     * This is the registry now. New services are asked at the next tick; those that are asked in
     * another way than before are new ones too. What is known of the others stays.
     */
    public void accept(Snapshot snapshot, long now) {
        Map<UpstreamId, Watch> before = watches;
        watches = new LinkedHashMap<>();
        for (InferenceNode node : snapshot.nodes()) {
            for (InferenceService service : node.services()) {
                UpstreamId id = new UpstreamId(node.name(), service.name());
                Watch old = before.get(id);
                if (old != null && old.upstream.isAsked(node, service)) {
                    before.remove(id);
                    old.upstream = new Upstream(node, service, old.upstream.state());
                    watches.put(id, old);
                } else {
                    watches.put(id, newcomer(node, service, now));
                }
            }
        }
        before.values().forEach(this::drop);
    }

    private Watch newcomer(InferenceNode node, InferenceService service, long now) {
        Upstream upstream = new Upstream(node, service, UpstreamState.unknown(now));
        Watch watch = new Watch(upstream, numbers++, now);
        agenda.plan(watch, now);
        return watch;
    }

    /** Its probe under way keeps its place until it ends, since its connection does too. */
    private void drop(Watch watch) {
        watch.dropped = true;
        agenda.forget(watch);
    }

    /**
     * Begins the probes that are due. To be called often, such as every 50 ms: no probe begins in
     * between.
     */
    public void tick(long now) {
        // After a standstill, such as of a machine that slept, answers wait to be told.
        if (now - lastTick < GRACE.toNanos()) {
            giveUp(now);
        }
        lastTick = now;
        for (int starts = 0; starts < MOST_STARTS_OF_A_TICK; starts++) {
            Optional<Watch> next = agenda.next(now);
            if (next.isEmpty()) {
                return;
            }
            begin(next.get(), now);
        }
    }

    /**
     * A request of the gateway failed there: it counts, and the next probe comes at once.
     *
     * @param reason in words
     */
    public void failed(UpstreamId id, String reason, long now) {
        Watch watch = watches.get(id);
        if (watch == null) {
            return;
        }
        turn(watch, Health.requestFailed(watch.upstream.state(), reason, now));
        watch.hurried = true;
        hurry(watch);
    }

    /** A request of the gateway was served there. */
    public void served(UpstreamId id) {
        Watch watch = watches.get(id);
        if (watch != null) {
            turn(watch, Health.requestServed(watch.upstream.state()));
        }
    }

    /** All, in the order of the registry. */
    public List<Upstream> states() {
        return watches.values().stream().map(watch -> watch.upstream).toList();
    }

    /** Empty when the registry has none of that name. */
    public Optional<Upstream> state(UpstreamId id) {
        return Optional.ofNullable(watches.get(id)).map(watch -> watch.upstream);
    }

    /** How many probes have begun and not ended. */
    public int underWay() {
        return agenda.underWay();
    }

    /** It looks as if something were wrong there: the next probe comes at once. */
    public void suspect(UpstreamId id) {
        Watch watch = watches.get(id);
        if (watch != null) {
            watch.hurried = true;
            hurry(watch);
        }
    }

    private void begin(Watch watch, long now) {
        watch.asked = now;
        watch.underWay = true;
        watch.hurried = false;
        go(watch, new Probe(watch.upstream.service()).begin(watch.upstream.state().learned()), now);
    }

    private void go(Watch watch, Turn turn, long now) {
        switch (turn) {
            case Turn.Ask ask -> {
                Request request = new Request(watch, ask, now);
                requests.add(request);
                fetcher.get(
                        watch.upstream.node(),
                        watch.upstream.service(),
                        ask.path(),
                        Schedule.TIMEOUT,
                        request);
            }
            case Turn.Done done -> end(watch, done.observation(), now);
        }
    }

    private void end(Watch watch, Observation observation, long now) {
        release(watch);
        UpstreamState next = Health.after(watch.upstream.state(), observation, now);
        agenda.plan(watch, schedule.next(watch.upstream.id(), next, now));
        if (watch.hurried) {
            hurry(watch);
        }
        turn(watch, next);
    }

    private void release(Watch watch) {
        watch.underWay = false;
        agenda.ended(watch);
    }

    /** One that waits for its next probe has it as soon as may be. */
    private void hurry(Watch watch) {
        long soonest = watch.asked + SHORTEST_PAUSE.toNanos();
        if (!watch.underWay && watch.due - soonest > 0) {
            agenda.plan(watch, soonest);
        }
    }

    private void turn(Watch watch, UpstreamState next) {
        UpstreamState before = watch.upstream.state();
        watch.upstream = watch.upstream.with(next);
        Change change = new Change(watch.upstream, before);
        if (change.matters()) {
            listeners.forEach(listener -> listener.changed(change));
        }
    }

    /** Requests of which the fetcher should have told long ago. */
    private void giveUp(long now) {
        long oldest = now - Schedule.TIMEOUT.plus(GRACE).toNanos();
        for (Request first = requests.peek();
                first != null && (first.over || first.begun - oldest < 0);
                first = requests.peek()) {
            requests.remove();
            first.accept(
                    new Fetched.Failure(
                            Fetched.Cause.TIMED_OUT,
                            "no answer within " + Schedule.TIMEOUT.toSeconds() + " s"),
                    now);
        }
    }

    /** Waits for one answer; what comes after it is of no matter. */
    private final class Request implements Fetcher.Receiver {
        private final Watch watch;
        private final Turn.Ask ask;
        private final long begun;
        private boolean over;

        Request(Watch watch, Turn.Ask ask, long begun) {
            this.watch = watch;
            this.ask = ask;
            this.begun = begun;
        }

        @Override
        public void accept(Fetched fetched, long now) {
            if (over) {
                return;
            }
            over = true;
            watch.fellSilent =
                    fetched instanceof Fetched.Failure failure
                            && failure.cause() == Fetched.Cause.TIMED_OUT;
            if (watch.dropped) {
                release(watch);
            } else {
                go(watch, ask.then().apply(fetched), now);
            }
        }
    }
}
