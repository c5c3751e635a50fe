package dev.gantry.lab;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the machine's own programs and waits for them. */
final class Shell {
    private Shell() {}

    /** How a program ended, and what it wrote. */
    record Result(List<String> command, int exit, String output, String errors) {

        boolean ok() {
            return exit == 0;
        }

        /**
         * What it wrote to its standard output.
         *
         * @throws OperationException when it failed, with its own last words
         */
        String orThrow() {
            if (ok()) {
                return output;
            }
            String words = (errors.isBlank() ? output : errors).strip();
            throw new OperationException(
                    "`" + shortened() + "` failed with exit code " + exit + ": " + lastLines(words),
                    "");
        }

        private String shortened() {
            String line = String.join(" ", command);
            return line.length() <= 160 ? line : line.substring(0, 160) + "…";
        }

        private static String lastLines(String words) {
            List<String> lines = words.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        }
    }

    /** Writes what a program reads from its standard input. */
    interface Feed {
        void writeTo(OutputStream out) throws IOException;
    }

    static String run(String... command) {
        return ask(List.of(command)).orThrow();
    }

    static String run(List<String> command) {
        return ask(command).orThrow();
    }

    static Result ask(String... command) {
        return ask(List.of(command));
    }

    static Result ask(List<String> command) {
        return ask(command, Path.of("/"), Map.of(), out -> {});
    }

    static Result ask(
            List<String> command, Path directory, Map<String, String> environment, Feed feed) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            var output =
                    CompletableFuture.supplyAsync(
                            () -> text(process.getInputStream()), Shell::thread);
            var errors =
                    CompletableFuture.supplyAsync(
                            () -> text(process.getErrorStream()), Shell::thread);
            feed(process, feed);
            return new Result(command, process.waitFor(), output.join(), errors.join());
        } catch (IOException e) {
            throw new OperationException(
                    "cannot run " + command.getFirst() + ": " + e.getMessage(), "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for " + command.getFirst());
        }
    }

    /** A program that ends before it has read everything says why itself. */
    private static void feed(Process process, Feed feed) {
        try (OutputStream in = process.getOutputStream()) {
            feed.writeTo(in);
        } catch (IOException e) {
            return;
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread.ofPlatform().daemon().name("program-output").start(work);
    }
}
