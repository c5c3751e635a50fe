package dev.gantry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The child of {@link HostileInputTest}: a process with a small memory that goes through all cases
 * and writes down how each ended, {@code EXIT MILLISECONDS} and what was told; and first, as {@code
 * yardstick}, how many milliseconds of its processor a large project that means well takes.
 */
public final class HostileRun {
    private static final int ROUNDS_TO_WARM_UP = 200;
    private static final int SERVICES_OF_YARDSTICK = 1000;

    private HostileRun() {}

    /** The cases made ready by the parent are in the folder {@code words[0]}. */
    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[0]);
        warmUp(Files.createDirectories(folder.resolve("warm-up")));
        yardstick(Files.createDirectories(folder.resolve("well-meaning")));
        for (String name : Files.readAllLines(folder.resolve("cases"))) {
            String[] parts = name.split("\t");
            Path one = folder.resolve(parts[0]);
            run(one, List.of(parts).subList(1, parts.length));
        }
    }

    private static void warmUp(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n  web: {image: \"a:${A:-1}\", ports: [\"80:80\"], environment: {A: b}}\n");
        for (int i = 0; i < ROUNDS_TO_WARM_UP; i++) {
            cli(folder, List.of("config"), new ByteArrayOutputStream());
        }
    }

    private static void yardstick(Path folder) throws IOException {
        StringBuilder text = new StringBuilder("services:\n");
        for (int i = 0; i < SERVICES_OF_YARDSTICK; i++) {
            text.append("  s")
                    .append(i)
                    .append(": {image: \"a:${A:-1}\", ports: [\"80\"], environment: {A: b}}\n");
        }
        Files.writeString(folder.resolve("compose.yaml"), text);
        long before = milliseconds();
        cli(folder, List.of("config"), new ByteArrayOutputStream());
        Files.writeString(
                folder.resolveSibling("yardstick"), Long.toString(milliseconds() - before));
    }

    private static long milliseconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private static void run(Path folder, List<String> words) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        long before = milliseconds();
        ExitCode code = cli(folder, words, told);
        long milliseconds = milliseconds() - before;
        Files.writeString(
                folder.resolveSibling(folder.getFileName() + ".ended"),
                code.number() + " " + milliseconds + "\n" + told.toString(StandardCharsets.UTF_8));
    }

    private static ExitCode cli(Path folder, List<String> words, OutputStream told) {
        PrintStream output =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        PrintStream error = new PrintStream(told, false, StandardCharsets.UTF_8);
        ExitCode code =
                Cli.run(
                        new Invocation(
                                words,
                                Map.of("HOME", folder.toString(), "DOCKER_HOST", "unix:///nowhere"),
                                folder,
                                InputStream.nullInputStream(),
                                output,
                                error,
                                Terminal.none(),
                                Clock.systemUTC(),
                                new Cancellation()));
        output.flush();
        error.flush();
        return code;
    }
}
