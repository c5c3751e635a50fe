package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadingDocumentTest {

    @Test
    void theDocumentExplainsEveryPhaseInItsOrder() throws IOException {
        List<String> headings =
                Files.readAllLines(Path.of("docs/loading.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring("## ".length()))
                        .toList();
        assertThat(headings.stream().filter(heading -> heading.matches("\\d+\\. .*")))
                .map(heading -> heading.substring(heading.indexOf(' ') + 1))
                .isEqualTo(ComposeLoader.PHASES);
    }
}
