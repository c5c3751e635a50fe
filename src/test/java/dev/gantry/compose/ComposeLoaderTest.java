package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.compose.model.Volume;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeLoaderTest {
    @TempDir Path directory;

    @Test
    void filesBecomeRecords() throws IOException {
        Files.writeString(directory.resolve(".env"), "TAG=1.27\nTOKEN=hush\n");
        Files.writeString(
                directory.resolve("compose.yaml"),
                """
                name: shop
                services:
                  web:
                    image: nginx:${TAG}
                    ports: ["8080:80"]
                    volumes: ["./conf:/etc/nginx:ro", "data:/data"]
                    environment: [TOKEN]
                    depends_on: {db: {condition: service_healthy}}
                    secrets: [key]
                    stop_grace_period: 1m30s
                  db:
                    image: postgres
                    healthcheck: {test: pg_isready, interval: 5s}
                  debug: {image: busybox, profiles: [debug]}
                volumes: {data: }
                secrets: {key: {file: ./key}}
                """);
        Loaded loaded = ComposeLoader.load(LoadRequest.in(directory, Map.of()));
        Project project = loaded.project();
        assertThat(loaded.warnings()).isEmpty();
        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.files()).containsExactly(directory.resolve("compose.yaml"));
        assertThat(project.disabledServices()).containsExactly("debug");
        assertThat(project.services().keySet()).containsExactly("db", "web");
        assertThat(project.volumes().values())
                .extracting(Volume::name)
                .containsExactly("shop_data");
        web(project.services().lastEntry().getValue());
    }

    private void web(Service web) {
        assertThat(web.image()).isEqualTo("nginx:1.27");
        assertThat(web.environment()).containsEntry("TOKEN", "hush");
        assertThat(web.stopGracePeriod()).hasSeconds(90);
        assertThat(web.mounts())
                .extracting(Mount::source)
                .containsExactly(directory.resolve("conf").toString(), "data");
        assertThat(web.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void warningsComeWithTheProject() throws IOException {
        Files.writeString(directory.resolve("compose.yaml"), "services: {web: {image: \"x$NO\"}}");
        assertThat(ComposeLoader.load(LoadRequest.in(directory, Map.of())).warnings())
                .extracting(Problem::message)
                .containsExactly("The \"NO\" variable is not set. Defaulting to a blank string.");
    }

    @Test
    void aFolderWithoutFilesSaysWhatToDo() {
        Path empty = directory.resolve("empty");
        LoadRequest request =
                new LoadRequest(
                        empty,
                        List.of("none.yaml"),
                        "",
                        "",
                        Set.of(),
                        List.of(),
                        Map.of(),
                        List.of());
        assertThatThrownBy(() -> ComposeLoader.load(request))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none.yaml: no such file or directory (check the path)");
    }

    @Test
    void hugeFilesAreRefused() throws IOException {
        Path huge = directory.resolve("compose.yaml");
        Files.writeString(huge, "# " + "x".repeat(9 << 20));
        assertThatThrownBy(() -> ComposeLoader.load(LoadRequest.in(directory, Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("too large");
    }
}
