package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A program as a user runs it: a process of its own, without a terminal.
 *
 * @param environment added to this process's own
 */
record Command(Path directory, Map<String, String> environment, List<String> words) {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** {@code ./gantry} of this checkout, started in {@code directory}. */
    static Command gantry(Path directory, String... arguments) {
        List<String> words =
                new ArrayList<>(List.of(Path.of("gantry").toAbsolutePath().toString()));
        words.addAll(List.of(arguments));
        return new Command(directory, Map.of(), words);
    }

    static Command of(Path directory, String... words) {
        return new Command(directory, Map.of(), List.of(words));
    }

    Command with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        return new Command(directory, all, words);
    }

    /** Runs to the end; a program that does not end in ten minutes is killed and fails the test. */
    Run run() {
        return await(start());
    }

    /** Starts it and leaves it running. */
    Process start() {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The end of a started program. Each of its streams has a reader, so that neither can block.
     */
    Run await(Process process) {
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            Future<String> error = readers.submit(() -> text(process.getErrorStream()));
            Future<String> output = readers.submit(() -> text(process.getInputStream()));
            boolean ended = process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("%s ends", words).isTrue();
            return new Run(words, process.exitValue(), output.get(), error.get());
        } catch (InterruptedException | ExecutionException failed) {
            process.destroyForcibly();
            throw new IllegalStateException(failed);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How a program ended. */
    record Run(List<String> words, int exit, String output, String error) {

        /** Everything that was printed, for the message of a failed assertion. */
        Run exits(int expected) {
            assertThat(exit).as("%s%n%s%n%s", words, output, error).isEqualTo(expected);
            return this;
        }
    }
}
