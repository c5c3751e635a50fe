package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.watchdog.Fetched.Answer;
import dev.gantry.server.watchdog.Fetched.Cause;
import dev.gantry.server.watchdog.Fetched.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Services that answer as they are told to, and a clock that stands until it is told. */
final class Network implements Fetcher {
    static final long MILLI = Duration.ofMillis(1).toNanos();
    static final long SECOND = 1000 * MILLI;
    private static final long TICK = 50 * MILLI;

    long now;
    final Watchdog watchdog = new Watchdog(this, Schedule.DEFAULT);
    private final Map<UpstreamId, Behaviour> behaviours = new HashMap<>();
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(
                    Comparator.comparingLong(Coming::at).thenComparingLong(Coming::number));
    private long numbers;

    /** What was asked: when each upstream's health was. */
    final Map<UpstreamId, List<Long>> asked = new HashMap<>();

    final List<String> paths = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    private final Map<UpstreamId, Integer> openOfEach = new HashMap<>();
    private int open;
    int mostOpen;
    int mostOpenOfOne;

    Network(long start) {
        now = start;
        watchdog.listen(change -> {
            if (change.turned()) {
                told.add(change.kind() + ": " + change.text());
            }
        });
    }

    /**
     * @param latency after which the fetcher tells
     * @param status 0: no answer but a failure of that cause
     */
    record Behaviour(Duration latency, int status, Cause cause, String body) {
        static final Behaviour WELL = answers(5, 200, "{\"data\":[{\"id\":\"m\"}]}");
        static final Behaviour SLOW = answers(2100, 200, WELL.body());
        static final Behaviour LOADING = answers(2, 503, "loading");
        static final Behaviour BROKEN = answers(2, 500, "boom");
        static final Behaviour REFUSES = fails(1, Cause.REFUSED);
        static final Behaviour SILENT = fails(5000, Cause.TIMED_OUT);

        /** A fetcher that forgets to tell. */
        static final Behaviour LOST = fails(1_000_000_000, Cause.BROKEN);

        static Behaviour answers(long millis, int status, String body) {
            return new Behaviour(Duration.ofMillis(millis), status, Cause.BROKEN, body);
        }

        static Behaviour fails(long millis, Cause cause) {
            return new Behaviour(Duration.ofMillis(millis), 0, cause, "");
        }

        Fetched fetched() {
            return status == 0
                    ? new Failure(cause, "no answer")
                    : new Answer(status, body, true, latency);
        }
    }

    private record Coming(
            long at, long number, UpstreamId id, Fetched fetched, Receiver receiver) {}

    Network is(String node, String service, Behaviour behaviour) {
        behaviours.put(new UpstreamId(node, service), behaviour);
        return this;
    }

    @Override
    public void get(
            InferenceNode node,
            InferenceService service,
            String path,
            Duration timeout,
            Receiver receiver) {
        UpstreamId id = new UpstreamId(node.name(), service.name());
        if (path.equals("/health") || path.equals("/")) {
            asked.computeIfAbsent(id, _ -> new ArrayList<>()).add(now);
        }
        paths.add(node.address() + ":" + service.port() + path);
        Behaviour behaviour = behaviours.getOrDefault(id, Behaviour.WELL);
        open++;
        mostOpenOfOne = Math.max(mostOpenOfOne, openOfEach.merge(id, 1, Integer::sum));
        mostOpen = Math.max(mostOpen, open);
        long at = now + behaviour.latency().toNanos();
        coming.add(new Coming(at, numbers++, id, behaviour.fetched(), receiver));
    }

    /** Lets time pass, and everything happen in it in its order. */
    Network pass(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            long tick = Math.min(now + TICK, end);
            deliver(tick);
            watchdog.tick(now);
        }
        return this;
    }

    /** Lets everything come that is to come by then, and nothing new begin. */
    void deliver(long end) {
        for (Coming next = coming.peek(); next != null && next.at() <= end; next = coming.peek()) {
            coming.remove();
            now = Math.max(now, next.at());
            open--;
            openOfEach.merge(next.id(), -1, Integer::sum);
            next.receiver().accept(next.fetched(), now);
        }
        now = end;
    }

    UpstreamState state(String node, String service) {
        return watchdog.state(new UpstreamId(node, service)).orElseThrow().state();
    }

    List<Long> asked(String node, String service) {
        return asked.getOrDefault(new UpstreamId(node, service), List.of());
    }
}
