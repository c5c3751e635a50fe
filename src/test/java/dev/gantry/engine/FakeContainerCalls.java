package dev.gantry.engine;

import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

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

    @Override
    public Optional<PathStat> stat(String path) {
        return engine.read("stat", target, () -> containers.files(target).stat(path));
    }

    @Override
    public InputStream copyOut(String path) {
        return engine.read("copyOut", target, () -> containers.files(target).out(path));
    }

    @Override
    public void copyInto(String folder, InputStream tar, boolean givenAway) {
        FakeFiles files = engine.read("files", target, () -> containers.files(target));
        files.requireFolder(folder);
        engine.copyInto(target, folder, tar);
    }

    @Override
    public Attachment attach(boolean input, String detachKeys) {
        return engine.read("attach", target, () -> attached(containers.get(target), input));
    }

    /** The container's own process is its command; it ends with it. */
    private Attachment attached(FakeContainer container, boolean input) {
        return new FakeProcess(
                engine,
                container.id,
                new FakeShell(
                        new ExecOptions(
                                container.command(),
                                container.environment(),
                                "",
                                container.directory(),
                                false,
                                container.terminal(),
                                input,
                                "")));
    }

    @Override
    public void resize(int columns, int rows) {
        engine.act("resize", target, () -> containers.running(target));
    }

    @Override
    public String createExec(ExecOptions options) {
        return engine.make("createExec", target, () -> prepare(options));
    }

    private String prepare(ExecOptions options) {
        FakeContainer container = containers.running(target);
        String id = FakeIds.hex(container.id + " exec " + container.execs.size());
        container.execs.put(id, new FakeShell(options));
        return id;
    }

    private FakeShell shell(String exec) {
        FakeShell shell = containers.get(target).execs.get(exec);
        if (shell == null) {
            throw new FakeScript.Refusal(404, "No such exec instance: " + exec);
        }
        return shell;
    }

    @Override
    public Attachment startExec(String exec, boolean terminal) {
        return engine.make("startExec", target, () -> shell(exec));
    }

    @Override
    public void startExecDetached(String exec) {
        engine.act(
                "startExecDetached",
                target,
                () ->
                        shell(exec)
                                .copyTo(
                                        OutputStream.nullOutputStream(),
                                        OutputStream.nullOutputStream()));
    }

    @Override
    public void resizeExec(String exec, int columns, int rows) {
        engine.act("resizeExec", target, () -> shell(exec));
    }

    @Override
    public int execExitCode(String exec) {
        return engine.read("execExitCode", target, () -> shell(exec).exitCode());
    }
}
