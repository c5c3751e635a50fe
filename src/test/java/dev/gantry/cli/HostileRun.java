package dev.gantry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The child of {@link HostileInputTest}: a process with a small memory that goes through all cases
 * and writes down how each ended, {@code EXIT MILLISECONDS} and what was told.
 */
public final class HostileRun {
    private static final int ROUNDS_TO_WARM_UP = 200;

    private HostileRun() {}

    /** The cases made ready by the parent are in the folder {@code words[0]}. */
    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[0]);
        warmUp(Files.createDirectories(folder.resolve("warm-up")));
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

    private static void run(Path folder, List<String> words) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        long before = threads.getCurrentThreadCpuTime();
        ExitCode code = cli(folder, words, told);
        long milliseconds = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
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
