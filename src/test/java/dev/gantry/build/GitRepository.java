package dev.gantry.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A repository of Git in a folder of the test, which no settings of the user reach. */
public record GitRepository(Path folder) {

    public static GitRepository in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        GitRepository repository = new GitRepository(folder);
        repository.git(Instant.EPOCH, "init", "-q", "-b", "main");
        return repository;
    }

    /** Writes a file at that time, and commits nothing. */
    public GitRepository write(Instant time, String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** Commits all that is there at that time; the commit's name. */
    public String commit(Instant time) {
        git(time, "add", "-A");
        git(time, "commit", "-q", "-m", "change");
        return git(time, "rev-parse", "HEAD").strip();
    }

    /** What Git prints at that time. */
    public String git(Instant time, String... words) {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(settings(time));
        try {
            Process process = builder.start();
            byte[] printed = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", all).isTrue();
            assertThat(process.exitValue()).as("%s", all).isZero();
            return new String(printed, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<String, String> settings(Instant time) {
        String seconds = time.getEpochSecond() + " +0000";
        return Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "a",
                "GIT_AUTHOR_EMAIL", "a@example.org",
                "GIT_COMMITTER_NAME", "a",
                "GIT_COMMITTER_EMAIL", "a@example.org",
                "GIT_AUTHOR_DATE", seconds,
                "GIT_COMMITTER_DATE", seconds);
    }
}
