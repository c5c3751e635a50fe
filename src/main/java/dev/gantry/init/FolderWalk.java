package dev.gantry.init;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.MergeKeys;
import dev.gantry.doc.Node;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.YamlReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Goes through a folder: to a depth, past what is no source (hidden folders, {@code node_modules},
 * archives, data), without following links, and through no more than a bounded number of entries.
 */
final class FolderWalk {
    private static final int DEEPEST = 5;
    private static final int MOST_ENTRIES = 20_000;
    private static final int LARGEST_COMPOSE = 1 << 20;
    private static final int LARGEST_TEXT = 1 << 18;

    private static final Set<String> PASSED_BY =
            Set.of(
                    "node_modules",
                    "archive",
                    "archives",
                    "archived",
                    "backup",
                    "backups",
                    "venv",
                    "__pycache__",
                    "target",
                    "dist");

    /** Folders of containers, unless a Compose file stands in them. */
    private static final Set<String> DATA = Set.of("data", "volumes");

    private static final Set<String> SCRIPTS =
            Set.of("md", "sh", "bash", "ps1", "py", "toml", "txt", "makefile", "justfile");

    private final Path root;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<MapNode> networks = new ArrayList<>();
    private final SequencedMap<String, String> envTexts = new LinkedHashMap<>();
    private final List<Trace> traces = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private int entries;

    FolderWalk(Path root) {
        this.root = root;
    }

    Inventory inventory() {
        folder("", 0);
        if (entries > MOST_ENTRIES) {
            note(
                    Location.of("."),
                    "the folder has more than " + MOST_ENTRIES + " entries; not all were looked at",
                    "run it closer to the Compose files, as in gantry -C DIR init");
        }
        return new Inventory(root, files, networks, envTexts, traces, notes);
    }

    private void folder(String path, int depth) {
        List<String> below = new ArrayList<>();
        for (String name : names(path)) {
            entries++;
            if (entries > MOST_ENTRIES) {
                return;
            }
            String one = Paths.below(path, name);
            Path place = root.resolve(one);
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                below.add(one);
            } else if (Files.isRegularFile(place)) {
                file(one, name.toLowerCase(Locale.ROOT));
            } else if (isReadByItself(one)) {
                note(Location.of(one), "left out: it is no file, or a link to nothing", "");
            }
        }
        for (String one : below) {
            if (depth < DEEPEST && isSource(one)) {
                folder(one, depth + 1);
            }
        }
    }

    private boolean isSource(String folder) {
        String name = Paths.name(folder).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !PASSED_BY.contains(name)
                && (!DATA.contains(name) || names(folder).stream().anyMatch(Family::isUsualName));
    }

    /** In alphabetical order; of a folder that cannot be read, none. */
    private List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(folder))) {
            for (Path one : stream) {
                names.add(String.valueOf(one.getFileName()));
                if (names.size() > MOST_ENTRIES) {
                    break;
                }
            }
        } catch (IOException unreadable) {
            note(Location.of(folder.isEmpty() ? "." : folder), "the folder cannot be read", "");
        }
        names.sort(null);
        return names;
    }

    private void file(String path, String name) {
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            yaml(path, name);
        } else if (name.matches(".*\\.ya?ml\\.(tmpl|j2|tpl)")) {
            note(
                    Location.of(path),
                    "a template of a YAML file is left out",
                    "render it first, as in chezmoi apply; init then reads what comes out");
        } else if (EnvExample.isEnvFile(path)) {
            text(path, LARGEST_TEXT).ifPresent(text -> envTexts.put(path, text));
        } else if (SCRIPTS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            text(path, LARGEST_TEXT).ifPresent(text -> traces.addAll(Trace.of(path, text)));
        }
    }

    private void yaml(String path, String name) {
        Optional<String> text = text(path, LARGEST_COMPOSE);
        if (text.isEmpty()) {
            return;
        }
        try {
            boolean taken = ComposeShape.isWorthReading(text.get()) && isTaken(path, text.get());
            if (!taken && isReadByItself(path)) {
                note(
                        Location.of(path),
                        "left out: it has no services",
                        "a Compose file begins with a line like services:");
            }
        } catch (InputException wrong) {
            if (name.contains("compose")) {
                wrong.problems()
                        .forEach(one ->
                                note(one.location(), "left out: " + one.message(), one.hint()));
            }
        }
    }

    private boolean isTaken(String path, String text) {
        Optional<Node> document =
                YamlReader.documents(path, text).stream().findFirst().map(MergeKeys::apply);
        if (document.isEmpty() || !(document.get() instanceof MapNode map)) {
            return false;
        }
        if (ComposeShape.isCompose(map) || (isReadByItself(path) && ComposeShape.isMeant(map))) {
            return files.add(SourceFile.of(path, map));
        }
        return ComposeShape.isNetworks(map)
                && map.get("networks") instanceof MapNode defined
                && networks.add(defined);
    }

    /** Whether it has a name that {@code docker compose} looks for. */
    private static boolean isReadByItself(String path) {
        String name = Paths.name(path);
        return Family.isUsualName(name) || Family.isOverrideName(name);
    }

    private Optional<String> text(String path, int largest) {
        try {
            return Optional.of(TextFile.readLines(root.resolve(path), largest));
        } catch (TextFile.UnreadableException unreadable) {
            if (Paths.name(path).contains("compose")) {
                String reason = unreadable.reason();
                String why = reason.startsWith("is ") ? "it " + reason : reason;
                note(Location.of(path), "left out: " + why, unreadable.hint());
            }
            return Optional.empty();
        }
    }

    private void note(Location place, String message, String hint) {
        notes.add(Problem.warning(place, message, hint));
    }
}
