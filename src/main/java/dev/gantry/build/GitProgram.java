package dev.gantry.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The Git of this machine, which is only asked: it changes nothing and fetches nothing. What it
 * refuses is no answer, and what it does not know in time neither.
 *
 * @param file the program
 * @param environment of its processes, in place of ours
 * @param patience how long an answer may take
 */
public record GitProgram(Path file, Map<String, String> environment, Duration patience) {
    private static final Duration USUAL = Duration.ofSeconds(5);

    /** No lock, no question to the user, no object from elsewhere. */
    private static final Map<String, String> QUIET =
            Map.of(
                    "GIT_OPTIONAL_LOCKS", "0",
                    "GIT_TERMINAL_PROMPT", "0",
                    "GIT_NO_LAZY_FETCH", "1",
                    "LC_ALL", "C");

    /**
     * The program that {@code PATH} leads to. No variable of Git's own reaches it: such a one, as a
     * hook has it, may speak of another repository.
     *
     * @param variables of this process
     */
    public static Optional<GitProgram> find(Map<String, String> variables) {
        Map<String, String> own = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (!name.startsWith("GIT_")) {
                own.put(name, value);
            }
        });
        own.putAll(QUIET);
        return SearchPath.find("git", variables).map(file -> new GitProgram(file, own, USUAL));
    }

    /** What it prints; empty where it ends with anything but 0. */
    Optional<String> ask(Path folder, String... question) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                file.toString(),
                                "-C",
                                folder.toString(),
                                "-c",
                                "core.fsmonitor=false"));
        words.addAll(List.of(question));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return answer(builder.start());
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<String> answer(Process process) throws IOException, InterruptedException {
        CompletableFuture<Void> alarm =
                CompletableFuture.runAsync(
                        process::destroyForcibly,
                        CompletableFuture.delayedExecutor(
                                patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            process.getOutputStream().close();
            byte[] printed = process.getInputStream().readAllBytes();
            return process.waitFor() == 0
                    ? Optional.of(new String(printed, StandardCharsets.UTF_8))
                    : Optional.empty();
        } finally {
            alarm.cancel(false);
        }
    }
}
