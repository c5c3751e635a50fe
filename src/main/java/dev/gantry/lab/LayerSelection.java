package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses what an image takes from packages: whole packages or single paths, and then every shared
 * library that these programs need, as the dynamic loader would find it.
 */
final class LayerSelection {
    private static final List<String> LIBRARIES =
            List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib", "/usr/lib64");

    /** What no container needs. */
    private static final List<Glob> NEVER =
            globs(
                    List.of(
                            "/usr/share/doc/*",
                            "/usr/share/man/*",
                            "/usr/share/locale/*",
                            "/usr/share/lintian/*",
                            "/usr/share/info/*",
                            "/usr/share/bug/*",
                            "/usr/share/doc-base/*",
                            "/usr/share/bash-completion/*",
                            "/usr/share/debconf/*",
                            "/usr/lib/systemd/*",
                            "/etc/init.d/*",
                            "/etc/systemd/*",
                            "/etc/logrotate.d/*",
                            "/etc/cron*",
                            "/etc/apparmor*",
                            "*/pkgconfig/*"));

    private final PackageFiles packages;
    private final Set<String> below;
    private final SortedMap<String, LayerEntry> chosen = new TreeMap<>();
    private final Deque<String> unread = new ArrayDeque<>();

    /**
     * @param below paths of files that a lower layer has already
     */
    LayerSelection(PackageFiles packages, Set<String> below) {
        this.packages = packages;
        this.below = below;
    }

    static List<Glob> globs(List<String> patterns) {
        return patterns.stream().map(Glob::new).toList();
    }

    SortedMap<String, LayerEntry> select(ImageRecipe recipe) throws IOException {
        List<Glob> without = new ArrayList<>(NEVER);
        without.addAll(globs(recipe.without()));
        for (String name : recipe.whole()) {
            takePackage(name, without);
        }
        for (String pattern : recipe.pick()) {
            pick(pattern, without);
        }
        while (!unread.isEmpty()) {
            takeLibrariesOf(unread.pop());
        }
        chosen.putAll(recipe.extras());
        return chosen;
    }

    private void takePackage(String name, List<Glob> without) throws IOException {
        for (var entry : packages.ofPackage(name).entrySet()) {
            String path = entry.getKey();
            if (excluded(path, without)) {
                continue;
            }
            if (!Files.isDirectory(entry.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                take(path);
            } else if (!below.contains(path)) {
                chosen.put(path, new LayerEntry.Unpacked(entry.getValue()));
            }
        }
    }

    private void pick(String pattern, List<Glob> without) throws IOException {
        List<String> found = packages.matching(pattern);
        if (found.isEmpty()) {
            throw new OperationException("no fetched package has " + pattern, "");
        }
        for (String path : found) {
            if (!excluded(path, without)) {
                take(path);
            }
        }
    }

    private static boolean excluded(String path, List<Glob> without) {
        return without.stream().anyMatch(glob -> glob.matches(path));
    }

    /** Takes a file, or a link and what it leads to. Paths of no fetched package are left out. */
    private void take(String path) throws IOException {
        Path source = packages.find(path).orElse(null);
        if (source == null || chosen.containsKey(path) || below.contains(path)) {
            return;
        }
        chosen.put(path, new LayerEntry.Unpacked(source));
        if (Files.isSymbolicLink(source)) {
            take(PackageFiles.target(path, source));
        } else {
            unread.push(path);
        }
    }

    private void takeLibrariesOf(String program) throws IOException {
        Elf elf = Elf.read(packages.find(program).orElseThrow()).orElse(null);
        if (elf == null) {
            return;
        }
        if (!elf.interpreter().isEmpty()) {
            take(PackageFiles.merged(elf.interpreter()));
        }
        List<String> folders = folders(program, elf);
        for (String library : elf.needed()) {
            take(locate(library, folders, program));
        }
    }

    private static List<String> folders(String program, Elf elf) {
        String origin = program.substring(0, program.lastIndexOf('/'));
        List<String> folders = new ArrayList<>();
        for (String path : elf.runPaths()) {
            String here = path.replace("${ORIGIN}", origin).replace("$ORIGIN", origin);
            folders.add(PackageFiles.merged(Path.of(here).normalize().toString()));
        }
        folders.addAll(LIBRARIES);
        folders.add(origin);
        return folders;
    }

    private String locate(String library, List<String> folders, String program) {
        for (String folder : folders) {
            String path = folder + "/" + library;
            if (below.contains(path) || packages.find(path).isPresent()) {
                return path;
            }
        }
        throw new OperationException(
                program + " needs " + library + ", which no fetched package has", "");
    }
}
