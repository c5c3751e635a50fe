package dev.gantry.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything on this machine that bears one lab's name: in the kernel, and in its file system. */
final class Traces {
    private final String lab;
    private final TreeSet<String> found = new TreeSet<>();

    private Traces(String lab) {
        this.lab = lab;
    }

    /** Mounts, control groups, processes and network namespaces; empty when the lab is down. */
    static List<String> of(String lab) {
        try {
            return new Traces(lab).look();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> look() throws IOException {
        Files.readAllLines(Path.of("/proc/self/mountinfo")).forEach(this::add);
        try (Stream<Path> groups = Files.find(Path.of("/sys/fs/cgroup"), 2, (path, _) -> true);
                Stream<Path> processes = Files.list(Path.of("/proc"))) {
            groups.forEach(path -> add(path.toString()));
            processes
                    .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
                    .forEach(process -> add(commandLine(process)));
        }
        Path namespaces = Path.of("/run/netns");
        if (Files.exists(namespaces)) {
            try (Stream<Path> each = Files.list(namespaces)) {
                each.forEach(path -> add(path.toString()));
            }
        }
        return List.copyOf(found);
    }

    private void add(String text) {
        if (text.contains("gantry-" + lab) || text.contains("/labs/" + lab + "/")) {
            found.add(text);
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
