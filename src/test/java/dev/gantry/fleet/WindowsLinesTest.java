package dev.gantry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an editor on Windows has written mean the same. */
class WindowsLinesTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void linesMayEndWithCarriageReturns() throws IOException {
        write(
                "gantry.yaml",
                """
                fleet: home
                stacks:
                  web: {compose: compose.yml}
                """);
        write(
                "compose.yml",
                """
                services:
                  web:
                    image: i:${TAG}
                    environment:
                      A: |
                        one
                        two
                    env_file: own.env
                """);
        write(".env", "# a comment\nTAG=7\n");
        write("own.env", "B=three\nC='four five'\n");
        Service web = web();
        assertThat(web.image()).isEqualTo("i:7");
        assertThat(web.environment())
                .containsEntry("A", "one\ntwo\n")
                .containsEntry("B", "three")
                .containsEntry("C", "four five");
    }

    private Service web() {
        FleetRequest request = FleetRequest.in(folder);
        Desired desired =
                DesiredBuilder.build(
                        FleetLoader.load(request, Map.of()),
                        new FleetInputs(
                                request,
                                Selection.all(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                (_, _) -> new LinkedHashMap<>()));
        return desired.deployments().getFirst().project().services().firstEntry().getValue();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text.replace("\n", "\r\n"));
    }
}
