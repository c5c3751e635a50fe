package dev.gantry.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What Git knows of a context: how the tracked files of its work tree differ from a commit's. Empty
 * where it does not know that: no work tree, a commit that is not there, a history that is cut off.
 *
 * @param folder absolute
 */
record ContextHistory(GitProgram git, Path folder) {

    /**
     * What has changed since the commit, in the line of {@code HEAD} or not committed yet. That the
     * commit may have more than {@code HEAD} is no change.
     *
     * @param commit its hexadecimal name, long or short
     */
    Optional<List<Changed>> since(String commit) {
        return git.ask(folder, "merge-base", commit + "^{commit}", "HEAD")
                .flatMap(shared -> since(commit, shared.strip()))
                .map(this::dated);
    }

    private Optional<Set<String>> since(String commit, String shared) {
        Optional<Set<String>> here = differing(shared);
        return shared.startsWith(commit)
                ? here
                : here.flatMap(files -> differing(commit).map(there -> common(files, there)));
    }

    private static Set<String> common(Set<String> files, Set<String> others) {
        Set<String> common = new HashSet<>(files);
        common.retainAll(others);
        return common;
    }

    /**
     * What has changed since the last commit that {@code HEAD} had at that time.
     *
     * @param time Unix seconds
     */
    Optional<List<Changed>> after(long time) {
        return git.ask(folder, "rev-list", "-1", "--first-parent", "--min-age=" + time, "HEAD")
                .map(String::strip)
                .flatMap(last -> last.isEmpty() ? all() : differing(last))
                .map(this::dated);
    }

    /** Every file is younger than a time before the first commit, where that is known. */
    private Optional<Set<String>> all() {
        return git.ask(folder, "rev-parse", "--is-shallow-repository")
                .filter(answer -> answer.strip().equals("false"))
                .flatMap(_ -> git.ask(folder, "ls-files", "-z"))
                .map(ContextHistory::names);
    }

    private Optional<Set<String>> differing(String commit) {
        return git.ask(
                        folder,
                        "diff",
                        "--name-only",
                        "-z",
                        "--relative",
                        "--no-renames",
                        "--no-ext-diff",
                        "--ignore-submodules=dirty",
                        commit,
                        "--",
                        ".")
                .map(ContextHistory::names);
    }

    private static Set<String> names(String printed) {
        Set<String> names = new HashSet<>(List.of(printed.split("\0")));
        names.remove("");
        return names;
    }

    private List<Changed> dated(Set<String> files) {
        return files.stream().sorted().map(file -> new Changed(file, modified(file))).toList();
    }

    private long modified(String file) {
        try {
            return Files.getLastModifiedTime(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)
                    .to(TimeUnit.SECONDS);
        } catch (IOException _) {
            return 0;
        }
    }
}
