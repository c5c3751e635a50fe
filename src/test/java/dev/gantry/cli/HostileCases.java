package dev.gantry.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Files that somebody made to harm, and what the program has to say about each; and honest ones
 * that are only large. Texts are made when their files are written: together they are large.
 */
final class HostileCases {
    static final String SERVICE = "services:\n  web:\n    image: a\n";
    static final int WRONG = ExitCode.INPUT.number();
    static final int WELL = ExitCode.DONE.number();

    private final List<Case> all = new ArrayList<>();

    private HostileCases() {}

    /**
     * One of them.
     *
     * @param words the command line
     * @param exit what it ends with
     * @param message a part of what is told
     */
    record Case(String name, List<String> words, int exit, String message, Maker files) {}

    /** Makes the files of a case. */
    interface Maker {
        void in(Path folder) throws IOException;
    }

    static List<Case> all() {
        HostileCases cases = new HostileCases();
        HostileDocuments.addTo(cases);
        HostileVariables.addTo(cases);
        HostileMultitudes.addTo(cases);
        HostilePlaces.addTo(cases);
        HostileFleets.addTo(cases);
        return cases.all;
    }

    void add(Case one) {
        all.add(one);
    }

    /** A Compose file that is refused. */
    void compose(String name, String message, Supplier<String> text) {
        compose(name, message, WRONG, text);
    }

    void compose(String name, String message, int exit, Supplier<String> text) {
        Maker files = folder -> write(folder, "compose.yaml", text.get());
        add(new Case(name, List.of("config"), exit, message, files));
    }

    /** An env file of the project. */
    void env(String name, String message, int exit, Supplier<String> text) {
        Maker files =
                folder -> {
                    write(folder, "compose.yaml", SERVICE);
                    write(folder, "a.env", text.get());
                };
        add(new Case(name, List.of("--env-file", "a.env", "config"), exit, message, files));
    }

    /** A fleet file that is refused; {@code a.yaml} is a Compose file beside it. */
    void fleet(String name, String message, Supplier<String> text) {
        Maker files =
                folder -> {
                    write(folder, "gantry.yaml", text.get());
                    write(folder, "a.yaml", SERVICE);
                };
        add(new Case(name, List.of("plan"), WRONG, message, files));
    }

    /** Each character becomes one byte, so that a file may hold what is not UTF-8. */
    static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
            out.write(text);
        }
    }

    static String lines(int count, IntFunction<String> line) {
        return text(count, i -> line.apply(i) + "\n");
    }

    static String text(int count, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining());
    }

    /** Ten times ten times ten: each line's list holds the one before it ten times. */
    static String bomb() {
        return "x-0: &a0 [a, a, a, a, a, a, a, a, a, a]\n"
                + lines(
                        30,
                        i ->
                                "x-%d: &a%d [%s]"
                                        .formatted(i + 1, i + 1, ("*a" + i + ", ").repeat(10)));
    }
}
