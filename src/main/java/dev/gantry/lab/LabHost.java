package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One machine of a lab: a Docker Engine and an SSH server in namespaces of their own, at their
 * usual places. Its faults are those of real machines.
 */
public final class LabHost {
    private static final Duration BOOT = Duration.ofSeconds(60);
    private static final Duration SHUTDOWN = Duration.ofSeconds(60);

    private final String name;
    private final int number;
    private final EngineKind engine;
    private final HostFolder folder;
    private final LabNetwork network;
    private final Path tree;

    LabHost(
            String name,
            int number,
            EngineKind engine,
            HostFolder folder,
            LabNetwork network,
            Path tree) {
        this.name = name;
        this.number = number;
        this.engine = engine;
        this.folder = folder;
        this.network = network;
        this.tree = tree;
    }

    public String name() {
        return name;
    }

    public EngineKind engine() {
        return engine;
    }

    int number() {
        return number;
    }

    HostFolder folder() {
        return folder;
    }

    /** Its IPv4 address, which this machine and its neighbours reach. */
    public String address() {
        return network.address(number);
    }

    /** The endpoint over SSH; needs {@link Lab#ssh()}. */
    public String endpoint() {
        return "ssh://root@" + address();
    }

    /** The engine's socket as this machine sees it. It does not go over the lab's network. */
    public Path socket() {
        return folder.socket();
    }

    public boolean isRunning() {
        return init().isPresent();
    }

    private Optional<ProcessMark> init() {
        return ProcessMark.readLiving(folder.init());
    }

    private ProcessMark runningInit() {
        return init().orElseThrow(() -> new OperationException("machine " + name + " is off", ""));
    }

    /**
     * The machine's file system, to read and to write.
     *
     * @throws OperationException when the machine is off
     */
    public Path root() {
        return Path.of("/proc", Long.toString(runningInit().pid()), "root");
    }

    /** Switches the machine on and waits until its engine answers. One that runs is left alone. */
    public void boot() {
        if (!isRunning()) {
            clear();
            network.attach(name, number);
            start();
        }
        awaitEngine();
    }

    private void start() {
        try {
            Files.writeString(folder.script(), Resources.text("machine.sh"));
            Files.deleteIfExists(folder.socket());
            Process unshare =
                    new ProcessBuilder(powerOn())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(folder.console().toFile()))
                            .start();
            // `unshare` forks: its child is the machine's first process.
            Waiting.until(
                    BOOT, () -> !unshare.isAlive() || unshare.children().findAny().isPresent());
            ProcessHandle first =
                    unshare.children().findAny().orElseThrow(() -> failure("did not start"));
            ProcessMark.of(first.pid())
                    .orElseThrow(() -> failure("ended at once"))
                    .write(folder.init());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** nsenter and not {@code ip netns exec}, which hides the control groups from the engine. */
    private List<String> powerOn() {
        return List.of(
                "setsid",
                "nsenter",
                "--net=" + network.namespaceFile(name),
                "--",
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "--uts",
                "--ipc",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--",
                "sh",
                folder.script().toString(),
                "power-on",
                folder.folder().toString(),
                tree.toString(),
                name);
    }

    private void awaitEngine() {
        Waiting.until(BOOT, () -> !isRunning() || Ping.answers(socket()));
        if (!isRunning() || !Ping.answers(socket())) {
            throw failure("does not come up");
        }
    }

    private OperationException failure(String what) {
        return new OperationException(
                "machine " + name + " " + what,
                "see "
                        + folder.console()
                        + " and "
                        + folder.files().resolve("var/log/dockerd.log"));
    }

    /** Shuts the machine down in order: the engine stops its containers first. */
    public void powerOff() {
        init().ifPresent(init -> {
            init.signal("TERM");
            if (!init.awaitEnd(SHUTDOWN)) {
                throw failure("does not shut down");
            }
        });
        clear();
    }

    /** Everything that ran on it is gone at once. What was written to its disks stays. */
    public void powerCut() {
        clear();
    }

    /** Ends what is left of the machine's processes, and their control groups. */
    private void clear() {
        init().ifPresent(init -> end(init));
        List<Long> orphans = LabNetwork.processes(network.namespace(name));
        orphans.forEach(pid -> ProcessMark.of(pid).ifPresent(LabHost::end));
        ControlGroups.remove(network.namespace(name));
    }

    private static void end(ProcessMark process) {
        process.signal("KILL");
        process.awaitEnd(SHUTDOWN);
    }

    /** Pulls the network cable. */
    public void cut() {
        network.cable(number, false);
    }

    /** Puts the network cable back. */
    public void heal() {
        network.cable(number, true);
    }

    /** Swallows what arrives over the network, and answers nothing. */
    public void drop() {
        run("iptables", "-t", "raw", "-I", "PREROUTING", "-i", "eth0", "-j", "DROP");
    }

    /** Ends a {@link #drop}. */
    public void undrop() {
        run("iptables", "-t", "raw", "-D", "PREROUTING", "-i", "eth0", "-j", "DROP");
    }

    /** Kills the engine, and keeps it down until {@link #startEngine}. Containers run on. */
    public void killEngine() {
        try {
            Files.writeString(folder.hold(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("sh", "-c", "kill -9 $(cat /run/docker.pid)");
        Waiting.until(SHUTDOWN, () -> !Ping.answers(socket()));
    }

    public void startEngine() {
        try {
            Files.deleteIfExists(folder.hold());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEngine();
    }

    /**
     * Runs a program on the machine and returns what it wrote to its standard output.
     *
     * @throws OperationException when it fails, with its last words
     */
    public String run(String... command) {
        return Shell.run(onMachine(List.of(command)));
    }

    /** Loads images into the engine, as {@code docker load} does. */
    public void load(List<LabImage> images) {
        Shell.ask(
                        onMachine(List.of("docker", "load", "-q")),
                        Path.of("/"),
                        Map.of(),
                        out -> DockerArchive.write(out, images))
                .orThrow();
    }

    /** The words before a command that runs it inside the machine. */
    List<String> onMachine(List<String> command) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "nsenter",
                                "-t",
                                Long.toString(runningInit().pid()),
                                "-m",
                                "-u",
                                "-i",
                                "-n",
                                "-p",
                                "--"));
        words.addAll(List.of("env", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"));
        words.addAll(command);
        return words;
    }

    /** Switches the machine off and forgets it, with all that it held. */
    void destroy() {
        clear();
        network.detach(name, number);
        Folders.delete(folder.folder());
    }
}
