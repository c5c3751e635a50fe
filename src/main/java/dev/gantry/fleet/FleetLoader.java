package dev.gantry.fleet;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.TextFile;
import dev.gantry.doc.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds and reads the fleet: {@code gantry.yaml} in the directory or the nearest one above it.
 * Where there is none, or where {@code -f} names Compose files, the folder itself is a fleet: one
 * stack on the local engine, as {@code docker compose} would run it.
 */
public final class FleetLoader {
    /** In the order of looking. */
    public static final List<String> FILES = List.of("gantry.yaml", "gantry.yml");

    /** Beside the fleet file, for what is different here. In the order of looking. */
    private static final List<String> OVERRIDES =
            List.of("gantry.override.yaml", "gantry.override.yml");

    private static final int LARGEST = 1 << 20;

    private FleetLoader() {}

    /**
     * The fleet that the request means.
     *
     * @param environment of the process
     * @throws InputException with everything that is wrong with the fleet file
     * @throws UsageException when an option does not go with a fleet file
     */
    public static Fleet load(FleetRequest request, Map<String, String> environment) {
        Optional<Path> file =
                request.files().isEmpty() ? find(request.directory()) : Optional.empty();
        if (file.isEmpty()) {
            return folder(request, environment);
        }
        if (!request.projectName().isEmpty()) {
            throw new UsageException(
                    "-p does not go with " + shown(request, file.get()),
                    "it names the project of each stack; with -f it is left aside");
        }
        return read(request, file.get());
    }

    /** The fleet file for a directory, as Git finds its repository. */
    public static Optional<Path> find(Path directory) {
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            for (String name : FILES) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    return Optional.of(folder.resolve(name));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The fleet without the stacks that make {@link #load} refuse it; nothing when more than these
     * is wrong.
     */
    public static Optional<Fleet> soundPart(FleetRequest request) {
        Optional<Path> file = find(request.directory());
        if (file.isEmpty() || !(root(request, file.get()) instanceof MapNode root)) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        FleetReader.read(file.get(), root, problems);
        return SoundPart.of(file.get(), root, problems.errors());
    }

    private static Node root(FleetRequest request, Path file) {
        Node root = tree(request, file);
        return override(file).map(other -> merged(root, tree(request, other))).orElse(root);
    }

    /** What is merged over a fleet file, where there is such a file. */
    public static Optional<Path> override(Path file) {
        return OVERRIDES.stream()
                .map(file::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Node tree(FleetRequest request, Path file) {
        String source = shown(request, file);
        Location whole = Location.of(source);
        return YamlReader.read(source, text(file, whole)).orElse(MapNode.empty(whole));
    }

    /** Mappings key by key; of all else the second counts. */
    private static Node merged(Node below, Node above) {
        if (!(below instanceof MapNode one && above instanceof MapNode other)) {
            return above;
        }
        MapNode.Builder both = one.toBuilder();
        other.entries()
                .forEach((key, entry) -> {
                    Node old = one.get(key);
                    Node value = entry.value();
                    both.put(key, entry.key(), old == null ? value : merged(old, value));
                });
        return both.build();
    }

    private static Fleet read(FleetRequest request, Path file) {
        Problems problems = new Problems();
        Node root = root(request, file);
        if (!(root instanceof MapNode map)) {
            problems.error(
                    root.location(),
                    "the fleet file is " + root.kindInWords() + ", a mapping is needed",
                    "it begins with a line like stacks:");
            throw new InputException(problems.all());
        }
        Fleet fleet = FleetReader.read(file, map, problems);
        if (problems.hasErrors()) {
            throw new InputException(
                    problems.all().stream()
                            .sorted(Comparator.comparing(Problem::location))
                            .toList());
        }
        return fleet;
    }

    /** The path as somebody in the directory would write it. */
    private static String shown(FleetRequest request, Path file) {
        return file.startsWith(request.directory())
                ? request.directory().relativize(file).toString()
                : file.toString();
    }

    private static String text(Path file, Location whole) {
        try {
            return TextFile.read(file, LARGEST);
        } catch (TextFile.UnreadableException wrong) {
            Location place = new Location(whole.source(), wrong.line(), wrong.column());
            throw new InputException(
                    List.of(Problem.error(place, "the file " + wrong.reason(), wrong.hint())));
        }
    }

    private static Fleet folder(FleetRequest request, Map<String, String> environment) {
        Location location = Location.of(request.directory().toString());
        String name = folderName(request, environment);
        Stack stack =
                new Stack(
                        name,
                        request.projectName(),
                        request.files().stream().map(one -> composeFile(one, location)).toList(),
                        List.of(),
                        new LinkedHashMap<>(),
                        List.of(),
                        new HostSelector.Only(),
                        List.of(),
                        "",
                        List.of(),
                        List.of(),
                        StartTimeout.UNSAID,
                        List.of(),
                        location);
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        hosts.put(Host.LOCAL, HostReader.local(DaemonSettings.ANY, location));
        SequencedMap<String, Stack> stacks = new LinkedHashMap<>();
        stacks.put(name, stack);
        return Fleet.of(name, "", request.directory(), hosts, stacks);
    }

    private static Stack.ComposeFile composeFile(String file, Location location) {
        return new Stack.ComposeFile(file, ConditionReader.ALWAYS, location);
    }

    /** A guess, until the project is loaded: its {@code name:} may say otherwise. */
    private static String folderName(FleetRequest request, Map<String, String> environment) {
        String asked =
                request.projectName().isEmpty()
                        ? environment.getOrDefault("COMPOSE_PROJECT_NAME", "")
                        : request.projectName();
        Path folder = request.directory().getFileName();
        String name = asked.isEmpty() && folder != null ? folder.toString() : asked;
        String normalized = ProjectNames.normalized(name);
        return normalized.isEmpty() ? "default" : normalized;
    }
}
