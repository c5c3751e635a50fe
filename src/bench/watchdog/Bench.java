package dev.gantry.server.watchdog;

import com.sun.management.OperatingSystemMXBean;
import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.registry.Snapshot;
import dev.gantry.server.watchdog.BenchServers.Manner;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs a watchdog for a while on one event loop and tells how late its probes began. When a probe is
 * due follows from the schedule and from when the one before it ended.
 */
public final class Bench {
    private static final long TICK_MILLIS = 50;
    private static final int NOBODY_LISTENS = 1;
    private static final Duration START = Duration.ofSeconds(30);

    private final long began = System.nanoTime();
    private final Map<UpstreamId, Long> due = new HashMap<>();
    private final Map<UpstreamId, Integer> requests = new HashMap<>();
    private final List<Long> late = new ArrayList<>();
    private long lastFirst = began;
    private int mostUnderWay;
    private int sent;
    private final Watchdog watchdog;

    private Bench(Vertx vertx) {
        Fetcher fetcher = new VertxFetcher(vertx);
        watchdog =
                new Watchdog(
                        (node, service, path, timeout, receiver) -> {
                            UpstreamId id = new UpstreamId(node.name(), service.name());
                            begins(id);
                            fetcher.get(
                                    node,
                                    service,
                                    path,
                                    timeout,
                                    (fetched, now) -> {
                                        int before = requests.get(id);
                                        receiver.accept(fetched, now);
                                        ended(id, before, now);
                                    });
                        },
                        Schedule.DEFAULT);
    }

    /** The servers' port, how many upstreams, and for how many seconds. */
    public static void main(String[] words) {
        int port = Integer.parseInt(words[0]);
        Duration time = Duration.ofSeconds(Integer.parseInt(words[2]));
        Vertx vertx = Vertx.vertx();
        Snapshot snapshot = snapshot(Integer.parseInt(words[1]), port);
        Context loop = vertx.getOrCreateContext();
        loop.exceptionHandler(
                failed -> {
                    failed.printStackTrace();
                    Runtime.getRuntime().halt(1);
                });
        loop.runOnContext(
                _ -> {
                    Bench bench = new Bench(vertx);
                    bench.watchdog.accept(snapshot, System.nanoTime());
                    vertx.setPeriodic(TICK_MILLIS, _ -> bench.tick());
                    long[] cpu = new long[1];
                    vertx.setTimer(START.toMillis(), _ -> cpu[0] = bench.settled());
                    vertx.setTimer(time.toMillis(), _ -> bench.report(cpu[0], time.minus(START)));
                });
    }

    private static Snapshot snapshot(int upstreams, int port) {
        List<InferenceNode> nodes = new ArrayList<>();
        for (int one = 0; one < upstreams; one++) {
            String address = Manner.address(one);
            int where = Manner.of(address) == Manner.REFUSING ? NOBODY_LISTENS : port;
            nodes.add(
                    new InferenceNode(
                            "gpu" + one,
                            address,
                            new LinkedHashMap<>(),
                            new LinkedHashMap<>(),
                            false,
                            List.of(service(where))));
        }
        return new Snapshot(1, nodes, Map.of());
    }

    private static InferenceService service(int port) {
        return new InferenceService(
                "llm",
                Kind.LLAMA_CPP,
                Set.of(Capability.CHAT),
                port,
                false,
                "",
                "",
                List.of(),
                new LinkedHashMap<>(),
                OptionalInt.empty(),
                1,
                "",
                "");
    }

    private void tick() {
        watchdog.tick(System.nanoTime());
        mostUnderWay = Math.max(mostUnderWay, watchdog.underWay());
    }

    private void begins(UpstreamId id) {
        sent++;
        long now = System.nanoTime();
        if (requests.merge(id, 1, Integer::sum) == 1) {
            lastFirst = now;
        }
        Long when = due.remove(id);
        if (when != null) {
            late.add(now - when);
        }
    }

    /** A probe is over when its last answer led to no further request. */
    private void ended(UpstreamId id, int before, long now) {
        if (requests.get(id) == before) {
            UpstreamState state = watchdog.state(id).orElseThrow().state();
            due.put(id, Schedule.DEFAULT.next(id, state, now));
        }
    }

    private long settled() {
        System.out.printf(
                "first probes: %d begun after %.1f s, %d under way at most%n",
                requests.size(), (lastFirst - began) / 1e9, mostUnderWay);
        late.clear();
        sent = 0;
        mostUnderWay = 0;
        return cpu();
    }

    private void report(long cpuBefore, Duration time) {
        double minutes = time.toMillis() / 60e3;
        double cpu = (cpu() - cpuBefore) / 1e9 / minutes;
        if (late.isEmpty()) {
            throw new IllegalStateException("no probe was due: more time, or a quieter machine");
        }
        long[] sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "then %d probes of %d requests, %d under way at most%n",
                sorted.length, sent, mostUnderWay);
        System.out.printf(
                "late by %.0f ms (median), %.0f ms (99 of 100), %.0f ms (most)%n",
                at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        System.gc();
        System.out.printf(
                "%.1f s of CPU a minute, %d MB of heap, %s%n",
                cpu,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                conditions());
        System.exit(0);
    }

    private Map<Condition, Integer> conditions() {
        Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
        watchdog.states().forEach(one -> counts.merge(one.state().condition(), 1, Integer::sum));
        return counts;
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * (sorted.length - 1))] / 1e6;
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
