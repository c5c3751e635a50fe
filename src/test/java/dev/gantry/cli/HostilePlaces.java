package dev.gantry.cli;

import static dev.gantry.cli.HostileCases.SERVICE;
import static dev.gantry.cli.HostileCases.WRONG;
import static dev.gantry.cli.HostileCases.write;

import dev.gantry.cli.HostileCases.Case;
import dev.gantry.cli.HostileCases.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is no file where one is expected, and files without end. */
final class HostilePlaces {
    private static final String PLACE = "PLACE";

    private final HostileCases cases;

    private HostilePlaces(HostileCases cases) {
        this.cases = cases;
    }

    /**
     * Something that has a name like a file.
     *
     * @param reason why it cannot be read
     */
    private record Kind(String name, String reason) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("place", "is a directory"),
                    new Kind("/dev/zero", "is no file, but a device, a pipe or a socket"),
                    new Kind("pipe", "is no file, but a device, a pipe or a socket"),
                    new Kind("circle", "too many levels of symbolic links"),
                    new Kind("place/../place", "is a directory"));

    static void addTo(HostileCases cases) {
        large(cases);
        places(cases);
    }

    private static void large(HostileCases cases) {
        cases.add(
                new Case(
                        "100 MB",
                        List.of("config"),
                        WRONG,
                        "compose.yaml: is too large",
                        folder ->
                                write(folder, "compose.yaml", "# comment line\n".repeat(7 << 20))));
        cases.add(
                new Case(
                        "100 MB of JSON",
                        List.of("-f", "compose.json", "config"),
                        WRONG,
                        "compose.json: is too large",
                        folder -> write(folder, "compose.json", " ".repeat(100 << 20))));
        cases.add(
                new Case(
                        "above everything",
                        List.of("-f", "../".repeat(500) + "nowhere/a.yaml", "config"),
                        WRONG,
                        "the arguments: error: open /nowhere/a.yaml: no such file",
                        _ -> {}));
    }

    private static void places(HostileCases cases) {
        HostilePlaces places = new HostilePlaces(cases);
        places.each("-f", List.of("-f", PLACE, "config"), "", SERVICE);
        places.each("--env-file", List.of("--env-file", PLACE, "config"), "compose.yaml", SERVICE);
        places.each("include", List.of("config"), "compose.yaml", "include: [PLACE]\n" + SERVICE);
        places.each(
                "extends",
                List.of("config"),
                "compose.yaml",
                SERVICE + "    extends: {file: PLACE, service: a}\n");
        places.each(
                "env_file", List.of("config"), "compose.yaml", SERVICE + "    env_file: [PLACE]\n");
        places.each(
                "label_file",
                List.of("config"),
                "compose.yaml",
                SERVICE + "    label_file: [PLACE]\n");
        places.each(
                "Compose file of a fleet",
                List.of("plan"),
                "gantry.yaml",
                "stacks: {a: {compose: [PLACE]}}\n");
        places.each(
                "env_file of a fleet",
                List.of("plan"),
                "gantry.yaml",
                "env_file: [PLACE]\nstacks: {a: {compose: [PLACE]}}\n");
    }

    /** The place is named in the words or in the one file there is. */
    private void each(String what, List<String> words, String file, String text) {
        for (Kind kind : KINDS) {
            List<String> line =
                    words.stream().map(word -> word.replace(PLACE, kind.name())).toList();
            Maker files =
                    folder -> {
                        if (!file.isEmpty()) {
                            write(folder, file, text.replace(PLACE, kind.name()));
                        }
                        oddities(folder);
                    };
            cases.add(new Case(what + " " + kind.name(), line, WRONG, kind.reason(), files));
        }
    }

    private static void oddities(Path folder) throws IOException {
        Files.createDirectory(folder.resolve("place"));
        Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle2"));
        Files.createSymbolicLink(folder.resolve("circle2"), Path.of("circle"));
        try {
            new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
