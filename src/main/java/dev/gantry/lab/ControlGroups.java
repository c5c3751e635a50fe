package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The control groups that an engine of the lab made for its containers. */
final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ControlGroups() {}

    /**
     * Removes a group of that name with its children from every hierarchy. The processes in it must
     * have been ended; the kernel lets go of them a little later.
     */
    static void remove(String name) {
        if (!Waiting.until(LIMIT, () -> tryRemove(name))) {
            throw new OperationException("control group " + name + " is still in use", "");
        }
    }

    /** Every folder of that name: at the root (version 2), or in each controller's (version 1). */
    static List<Path> find(String name) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> hierarchies = Files.list(ROOT)) {
            Stream.concat(Stream.of(ROOT), hierarchies)
                    .map(hierarchy -> hierarchy.resolve(name))
                    .filter(Files::isDirectory)
                    .filter(folder -> !Files.isSymbolicLink(folder.getParent()))
                    .forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean tryRemove(String name) {
        for (Path group : find(name)) {
            try (Stream<Path> folders = Files.walk(group)) {
                for (Path folder :
                        folders.filter(Files::isDirectory)
                                .sorted(Comparator.reverseOrder())
                                .toList()) {
                    Files.delete(folder);
                }
            } catch (IOException | UncheckedIOException busy) {
                return false;
            }
        }
        return true;
    }
}
