package dev.gantry.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is left of a lab when its state is not: its namespaces, which carry its name, and what runs
 * in them.
 *
 * @param prefix the name of the lab's own namespace, and with a dot behind it the beginning of its
 *     machines'
 */
record Remains(String prefix) {
    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    List<String> namespaces() {
        if (!Files.exists(NAMESPACES)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(NAMESPACES)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.equals(prefix) || name.startsWith(prefix + "."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove() {
        for (String namespace : namespaces().reversed()) {
            for (long pid : LabNetwork.processes(namespace)) {
                ProcessMark.of(pid).ifPresent(Remains::end);
            }
            ControlGroups.remove(namespace);
            LabNetwork.removeNamespace(namespace);
        }
    }

    private static void end(ProcessMark process) {
        process.signal("KILL");
        process.awaitEnd(LIMIT);
    }
}
