package dev.gantry.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that only has Git's name. */
class GitProgramTest {
    @TempDir Path folder;

    private GitProgram program(String script) throws IOException {
        Path file = folder.resolve("git");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return GitProgram.find(
                        Map.of(
                                "PATH", folder.resolve("none") + ":" + folder,
                                "HOME", "/home/me",
                                "GIT_DIR", "/elsewhere"))
                .orElseThrow();
    }

    @Test
    void answersWhatItPrints() throws IOException {
        assertThat(program("echo \"$*\"; echo told >&2").ask(folder, "log", "-1"))
                .contains("-C " + folder + " -c core.fsmonitor=false log -1\n");
        assertThat(program("true").ask(folder, "log")).contains("");
    }

    @Test
    void hasNoVariableThatLeadsElsewhere() throws IOException {
        assertThat(program("echo \"$HOME ${GIT_DIR-none} $GIT_OPTIONAL_LOCKS\"").ask(folder, "x"))
                .contains("/home/me none 0\n");
    }

    @Test
    void aRefusalIsNoAnswer() throws IOException {
        assertThat(program("echo half; exit 128").ask(folder, "log")).isEmpty();
        GitProgram gone = program("true");
        Files.delete(gone.file());
        assertThat(gone.ask(folder, "log")).isEmpty();
    }

    @Test
    void whatTakesTooLongIsNoAnswer() throws IOException {
        GitProgram slow = program("echo half; exec /bin/sleep 1000");
        GitProgram impatient =
                new GitProgram(slow.file(), slow.environment(), Duration.ofMillis(100));
        assertThat(impatient.ask(folder, "log")).isEmpty();
    }

    @Test
    void isNotEverywhere() {
        assertThat(GitProgram.find(Map.of("PATH", folder.toString()))).isEmpty();
        assertThat(GitProgram.find(Map.of())).isEmpty();
    }
}
