package dev.gantry.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.Project;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.plan.BuildOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the classic builder gets, as {@code tar} reads it. */
class ContextArchiveTest {
    @TempDir Path folder;

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ContextArchive archive(String key, String value) {
        MapNode build =
                Json.object()
                        .put("context", Json.of(folder.resolve("ctx").toString()))
                        .put(key, Json.of(value))
                        .build();
        MapNode service = Json.object().put("build", build).build();
        Project project =
                CanonicalProjects.bind(
                        folder,
                        Json.object()
                                .put("name", Json.of("shop"))
                                .put("services", Json.object().put("web", service).build())
                                .build(),
                        Set.of());
        return ContextArchive.of(
                new BuildOrder(
                        project,
                        Objects.requireNonNull(project.services().get("web")),
                        BuildOptions.usual()));
    }

    private static byte[] bytes(ContextArchive archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.pack(out);
        return out.toByteArray();
    }

    private static String tar(ContextArchive archive, String... words) throws Exception {
        Process tar =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = tar.getOutputStream()) {
            in.write(bytes(archive));
        }
        String text = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor()).isZero();
        return text;
    }

    private static List<String> names(ContextArchive archive) throws Exception {
        return tar(archive, "tar", "-tf", "-").lines().toList();
    }

    private static String content(ContextArchive archive, String name) throws Exception {
        return tar(archive, "tar", "-xOf", "-", name);
    }

    @Test
    void whatIsIgnoredIsLeftOutButNotWhatTheBuilderReads() throws Exception {
        file("ctx/Dockerfile", "FROM scratch\n");
        file("ctx/.dockerignore", "*\n!src/keep\n");
        file("ctx/src/keep/a", "a");
        file("ctx/src/b", "b");
        file("ctx/.git/config", "c");
        assertThat(names(archive("dockerfile", "Dockerfile")))
                .containsExactly(".dockerignore", "Dockerfile", "src/keep/", "src/keep/a");
    }

    @Test
    void theIgnoreFileOfTheDockerfileComesFirst() throws Exception {
        file("ctx/sub/web.dockerfile", "FROM scratch\n");
        file("ctx/sub/web.dockerfile.dockerignore", "a\n");
        file("ctx/.dockerignore", "b\n");
        file("ctx/a", "a");
        file("ctx/b", "b");
        assertThat(names(archive("dockerfile", "sub/web.dockerfile")))
                .contains("b", "sub/web.dockerfile")
                .doesNotContain("a");
    }

    @Test
    void aDockerfileOfTheComposeFileIsAddedAndHiddenFromCommands() throws Exception {
        file("ctx/a", "a");
        file("ctx/.dockerignore", "b\n");
        ContextArchive archive = archive("dockerfile_inline", "FROM scratch\nCOPY . .\n");
        assertThat(names(archive)).containsExactly("a", ".dockerignore", ".dockerfile.gantry");
        assertThat(archive.dockerfile()).isEqualTo(".dockerfile.gantry");
        assertThat(content(archive, ".dockerfile.gantry")).isEqualTo("FROM scratch\nCOPY . .\n");
        assertThat(content(archive, ".dockerignore")).isEqualTo("b\n\n.dockerfile.gantry\n");
    }

    @Test
    void aDockerfileOutsideOfTheContextIsAddedToo() throws Exception {
        file("ctx/a", "a");
        file("other/Dockerfile", "FROM scratch\n");
        ContextArchive archive = archive("dockerfile", "../other/Dockerfile");
        assertThat(names(archive)).containsExactly("a", ".dockerignore", ".dockerfile.gantry");
        assertThat(content(archive, ".dockerfile.gantry")).isEqualTo("FROM scratch\n");
    }

    @Test
    void modesAndLinksAreKeptAndEverythingIsRoots() throws Exception {
        file("ctx/Dockerfile", "FROM scratch\n");
        file("ctx/run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(
                folder.resolve("ctx/run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(folder.resolve("ctx/link"), Path.of("run.sh"));
        String listing =
                tar(archive("dockerfile", "Dockerfile"), "tar", "--numeric-owner", "-tvf", "-");
        assertThat(listing)
                .containsPattern("-rwxr-x--- 0/0 +10 .* run.sh")
                .containsPattern("lrwxrwxrwx 0/0 .* link -> run.sh");
    }

    @Test
    void theSameFilesMakeTheSameBytes() throws Exception {
        file("ctx/Dockerfile", "FROM scratch\n");
        file("ctx/z", "z");
        file("ctx/a", "a");
        assertThat(bytes(archive("dockerfile", "Dockerfile")))
                .isEqualTo(bytes(archive("dockerfile", "Dockerfile")));
    }
}
