package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Several machines on one: each has a network, mounts, processes and a file system of its own, and
 * in it a Docker Engine and an SSH server at their usual places. Needs root on Debian, and installs
 * nothing but small tools.
 *
 * <p>Labs are told apart by name; several may be up at once. What a lab starts carries its name,
 * and a lab touches nothing else. Not thread-safe; of several processes one at a time gets to work.
 */
public final class Lab {
    private static final String LOADER = "image-loader";
    private static final int SUBNETS = 254;

    private final String name;
    private final LabFolders folders;
    private final Progress progress;
    private final Path folder;

    private Lab(String name, LabFolders folders, Progress progress) {
        Names.check("lab", name);
        this.name = name;
        this.folders = folders;
        this.progress = progress;
        this.folder = folders.labs().resolve(name);
    }

    /** The lab of that name, whether it is up or not. */
    public static Lab named(String name, LabFolders folders, Progress progress) {
        return new Lab(name, folders, progress);
    }

    /** Whether any lab has state here, running or not. */
    static boolean anyUp(LabFolders folders) {
        try (Stream<Path> labs =
                Files.exists(folders.labs()) ? Files.list(folders.labs()) : Stream.empty()) {
            return labs.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /**
     * Brings machines up, with all images of {@link #images}; those that run already are left
     * alone, and what a crash left behind is put in order first. Returns the machines in the order
     * asked for.
     */
    public List<LabHost> up(List<Machine> machines) {
        Prerequisites.check();
        try (LabLock _ = LabLock.take(folders.lockFile())) {
            Prerequisites.install(progress);
            Files.createDirectories(folder.resolve("hosts"));
            network().lay();
            find(LOADER).ifPresent(LabHost::destroy);
            List<LabHost> hosts = hostsFor(machines);
            Parallel.each(hosts, LabHost::boot);
            new SshFiles(folder).write(hosts());
            return hosts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<LabHost> hostsFor(List<Machine> machines) throws IOException {
        List<LabHost> hosts = new ArrayList<>();
        Map<EngineKind, ImageStore> stores = new EnumMap<>(EngineKind.class);
        for (Machine machine : machines) {
            LabHost known = find(machine.name()).orElse(null);
            if (known == null) {
                ImageStore store = stores.computeIfAbsent(machine.engine(), this::preparedStore);
                known = create(machine, store::shareWith);
            } else if (known.engine() != machine.engine()) {
                throw otherEngine(known, machine);
            }
            hosts.add(known);
        }
        return hosts;
    }

    private OperationException otherEngine(LabHost known, Machine wanted) {
        return new OperationException(
                "machine "
                        + known.name()
                        + " of lab "
                        + name
                        + " has "
                        + known.engine().word()
                        + ", not "
                        + wanted.engine().word(),
                "take the lab down first");
    }

    private ImageStore preparedStore(EngineKind kind) {
        ImageStore store = new ImageStore(folders, kind, images(), progress);
        store.prepare(() -> create(new Machine(LOADER, kind), blank -> {}));
        return store;
    }

    /**
     * @param fill puts into the engine's data what shall be there at the first boot
     */
    private LabHost create(Machine machine, Consumer<HostFolder> fill) {
        try {
            int number = freeNumber();
            LabNetwork network = network();
            HostFolder own = hostFolder(machine.name());
            own.create(
                    machine.name(),
                    network.address(number),
                    network,
                    new SshFiles(folder).authorizedKey());
            fill.accept(own);
            own.complete(number, machine.engine());
            return host(machine.name(), number, machine.engine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int freeNumber() {
        Set<Integer> used = new TreeSet<>();
        hosts().forEach(host -> used.add(host.number()));
        int number = 1;
        while (used.contains(number)) {
            number++;
        }
        return number;
    }

    private HostFolder hostFolder(String host) {
        return new HostFolder(folder.resolve("hosts").resolve(host));
    }

    private LabHost host(String host, int number, EngineKind kind) {
        Path tree = new MachineTree(kind, folders, progress).prepare();
        return new LabHost(host, number, kind, hostFolder(host), network(), tree);
    }

    /** The machines of the lab, running or not, in the order of their addresses. */
    public List<LabHost> hosts() {
        try (Stream<Path> folders =
                Files.exists(folder.resolve("hosts"))
                        ? Files.list(folder.resolve("hosts"))
                        : Stream.empty()) {
            return folders.map(path -> path.getFileName().toString())
                    .flatMap(host -> find(host).stream())
                    .sorted(Comparator.comparingInt(LabHost::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<LabHost> find(String host) {
        Path identity = hostFolder(host).identity();
        if (!Files.exists(identity)) {
            return Optional.empty();
        }
        try {
            String[] words = Files.readString(identity).split(" ");
            return Optional.of(
                    host(host, Integer.parseInt(words[0]), EngineKind.valueOf(words[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A machine of the lab.
     *
     * @throws UsageException when the lab has no such machine
     */
    public LabHost host(String host) {
        return find(host)
                .orElseThrow(() ->
                        new UsageException(
                                "lab " + name + " has no machine " + host,
                                "machines: " + hosts().stream().map(LabHost::name).toList()));
    }

    /**
     * Switches every machine off and removes all that the lab made: processes, mounts, namespaces,
     * control groups and state. The caches stay. Does nothing where there is nothing.
     */
    public void down() {
        Prerequisites.check();
        try (LabLock _ = LabLock.take(folders.lockFile())) {
            Parallel.each(hosts(), LabHost::destroy);
            new Remains(prefix()).remove();
            Folders.delete(folder);
        }
    }

    /**
     * Images that every machine has, two tags of each: {@code lab/NAME:1} and {@code lab/NAME:2}.
     */
    public List<LabImage> images() {
        return new ImageBuilder(folders, progress).build(ImageRecipes.all());
    }

    /** A program that is {@code ssh} and knows the machines by name and address. */
    public Path ssh() {
        return new SshFiles(folder).program();
    }

    /** The configuration that {@link #ssh} uses. */
    public Path sshConfiguration() {
        return new SshFiles(folder).configuration();
    }

    /** Docker Compose 2.40, a program that runs by itself. Fetched if it is not there. */
    public Path peer() {
        return docker28("usr/libexec/docker/cli-plugins/docker-compose");
    }

    /** Docker's own command line, version 28. Fetched if it is not there. */
    public Path docker() {
        return docker28("usr/bin/docker");
    }

    /** Its plugin that builds with BuildKit. Fetched if it is not there. */
    public Path buildx() {
        return docker28("usr/libexec/docker/cli-plugins/docker-buildx");
    }

    private Path docker28(String path) {
        Prerequisites.check();
        try (LabLock _ = LabLock.take(folders.lockFile())) {
            return new MachineTree(EngineKind.DOCKER28, folders, progress).prepare().resolve(path);
        }
    }

    private String prefix() {
        return "gantry-" + name;
    }

    private LabNetwork network() {
        return new LabNetwork(prefix(), subnet(), folders.root().resolve("network.lock"));
    }

    /** Chosen once per lab: what no other lab has and nothing on this machine routes. */
    private int subnet() {
        try {
            Path file = folder.resolve("subnet");
            if (Files.exists(file)) {
                return Integer.parseInt(Files.readString(file));
            }
            int free = freeSubnet();
            Files.createDirectories(folder);
            Files.writeString(file, Integer.toString(free));
            return free;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int freeSubnet() throws IOException {
        Set<String> used = new LinkedHashSet<>();
        try (Stream<Path> labs = Files.list(folders.labs())) {
            for (Path file :
                    labs.map(lab -> lab.resolve("subnet")).filter(Files::exists).toList()) {
                used.add(Files.readString(file));
            }
        }
        // Where to begin depends on the name, so that a lab mostly gets the same addresses again.
        int start = Math.floorMod(name.hashCode(), SUBNETS);
        for (int i = 0; i < SUBNETS; i++) {
            int subnet = 1 + (start + i) % SUBNETS;
            if (!used.contains(Integer.toString(subnet)) && !LabNetwork.taken(subnet)) {
                return subnet;
            }
        }
        throw new OperationException(
                "no free subnet for lab " + name, "take another lab down first");
    }
}
