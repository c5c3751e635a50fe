package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of unpacked packages, by the path that they have in an image. Debian merged {@code
 * /bin}, {@code /sbin} and {@code /lib} into {@code /usr}; packages that still use the old paths
 * are read as if they used the new ones.
 */
final class PackageFiles {
    private final TreeMap<String, Path> files = new TreeMap<>();
    private final Map<String, SequencedMap<String, Path>> byPackage = new TreeMap<>();

    /**
     * Unpacks packages (no maintainer script runs), side by side.
     *
     * @param scratch an empty folder
     */
    static PackageFiles unpack(List<Deb> debs, Path scratch) throws IOException {
        Parallel.each(
                debs,
                deb ->
                        Shell.run(
                                "dpkg-deb",
                                "-x",
                                deb.file().toString(),
                                scratch.resolve(deb.name()).toString()));
        PackageFiles all = new PackageFiles();
        for (Deb deb : debs) {
            all.index(deb.name(), scratch.resolve(deb.name()));
        }
        return all;
    }

    private void index(String name, Path folder) throws IOException {
        SequencedMap<String, Path> own = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.skip(1)::iterator) {
                String inside = merged("/" + folder.relativize(path));
                own.put(inside, path);
                if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    files.putIfAbsent(inside, path);
                }
            }
        }
        byPackage.put(name, own);
    }

    /** The path after the merge of {@code /usr}. */
    static String merged(String path) {
        for (String old : List.of("/bin", "/sbin", "/lib", "/lib64")) {
            if (path.equals(old) || path.startsWith(old + "/")) {
                return "/usr" + path;
            }
        }
        return path;
    }

    /** The file or link at a path; folders are not found. */
    Optional<Path> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Everything that one package brings, folders included. */
    SequencedMap<String, Path> ofPackage(String name) {
        SequencedMap<String, Path> own = byPackage.get(name);
        if (own == null) {
            throw new OperationException("package " + name + " was not fetched", "");
        }
        return own;
    }

    /** Paths of files and links that a pattern matches, in order. */
    List<String> matching(String pattern) {
        Glob glob = new Glob(pattern);
        List<String> found = new ArrayList<>();
        for (String path : files.keySet()) {
            if (glob.matches(path)) {
                found.add(path);
            }
        }
        return found;
    }

    /** Where a link at a path leads to, as a path of the image. */
    static String target(String path, Path link) throws IOException {
        Path target = Path.of(path).resolveSibling(Files.readSymbolicLink(link));
        return merged(target.normalize().toString());
    }
}
