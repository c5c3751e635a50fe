package dev.gantry.engine;

import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.util.List;

/** One container of a {@link FakeEngine}. */
record FakeContainerCalls(FakeEngine engine, FakeContainers containers, String target)
        implements ContainerCalls {
    private static final List<String> TITLES =
            List.of("UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD");

    /** Half of one processor of two, an eighth of a GiB of one. */
    private static final String STATS =
            """
            {"cpu_stats": {"cpu_usage": {"total_usage": 1500000000}, "system_cpu_usage": 20000000000, "online_cpus": 2},
             "precpu_stats": {"cpu_usage": {"total_usage": 1000000000}, "system_cpu_usage": 18000000000},
             "memory_stats": {"usage": 138412032, "limit": 1073741824, "stats": {"inactive_file": 4194304}},
             "networks": {"eth0": {"rx_bytes": 1024, "tx_bytes": 2048}},
             "blkio_stats": {"io_service_bytes_recursive": [
               {"major": 8, "minor": 0, "op": "read", "value": 4096}, {"major": 8, "minor": 0, "op": "write", "value": 8192}]},
             "pids_stats": {"current": 3}}
            """;

    @Override
    public void pause() {
        engine.act("pause", target, () -> containers.pause(containers.get(target)));
    }

    @Override
    public void unpause() {
        engine.act("unpause", target, () -> containers.unpause(containers.get(target)));
    }

    @Override
    public int awaitExit() {
        engine.read("awaitExit", target, () -> containers.get(target));
        synchronized (engine) {
            FakeContainer container = containers.get(target);
            while (container.running()) {
                try {
                    engine.wait();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return 0;
                }
            }
            return container.exitCode;
        }
    }

    @Override
    public ProcessTable top() {
        return engine.read("top", target, () -> processes(containers.running(target)));
    }

    private static ProcessTable processes(FakeContainer container) {
        String command = String.join(" ", container.command());
        return new ProcessTable(
                TITLES,
                List.of(List.of("root", "4711", "4700", "0", "03:04", "?", "00:00:00", command)));
    }

    @Override
    public MapNode stats() {
        return engine.read("stats", target, () -> stats(containers.get(target)));
    }

    private static MapNode stats(FakeContainer container) {
        return (MapNode) JsonReader.read("stats", container.running() ? STATS : "{}");
    }
}
