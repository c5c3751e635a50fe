package dev.gantry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrainingTest {
    /** The words for which the launcher takes the cache of short commands. */
    private static final Pattern BRIEF = Pattern.compile("\\n +([a-z |]+)\\)\\n +cache=brief\\n");

    @Test
    void theLauncherAndTheTrainingHaveTheSameShortCommands() throws IOException {
        assertThat(BRIEF.matcher(Files.readString(Path.of("gantry"))).results())
                .extracting((MatchResult words) -> words.group(1).split(" \\| "))
                .singleElement()
                .satisfies(words ->
                        assertThat(words).containsExactlyInAnyOrderElementsOf(Training.SHORT));
    }
}
