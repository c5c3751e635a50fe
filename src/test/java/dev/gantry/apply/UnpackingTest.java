package dev.gantry.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.engine.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container made is unpacked below its folder, or not at all. */
class UnpackingTest {
    private static final TarWriter.Owner OWNER = TarWriter.Owner.root(0640);

    @TempDir Path folder;
    private Path root = Path.of("");
    private Path outside = Path.of("");

    private interface Content {
        void write(TarWriter tar) throws IOException;
    }

    @BeforeEach
    void folders() throws IOException {
        root = folder.resolve("inside");
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "kept");
    }

    private void unpack(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 1_700_000_000)) {
            content.write(tar);
        }
        new Unpacking(root).unpack(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTreeIsWrittenWithItsRightsTimesAndLinks() throws IOException {
        unpack(tar -> {
            tar.directory("any", TarWriter.Owner.root(0555));
            tar.file("any/file", OWNER, bytes("text"));
            tar.directory("any/deep", TarWriter.Owner.root(0700));
            tar.file("any/deep/" + "n".repeat(150), OWNER, bytes("long"));
            tar.link("any/link", "file");
        });
        assertThat(root.resolve("file")).hasContent("text");
        assertThat(root.resolve("deep").resolve("n".repeat(150))).hasContent("long");
        assertThat(Files.readSymbolicLink(root.resolve("link"))).isEqualTo(Path.of("file"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("r-xr-xr-x");
        assertThat(Files.getLastModifiedTime(root.resolve("file")).toMillis())
                .isEqualTo(1_700_000_000_000L);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "any/../../outside/kept", "any/..", "any/none/file"})
    void aNameThatLeadsOutIsRefused(String name) throws IOException {
        Files.createDirectory(root);
        assertThatThrownBy(() -> unpack(tar -> tar.file(name, OWNER, bytes("evil"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lead out");
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @Test
    void nothingIsWrittenThroughALinkOfTheArchive() {
        assertThatThrownBy(() ->
                        unpack(tar -> {
                            tar.directory("any", TarWriter.Owner.root(0755));
                            tar.link("any/link", outside.toString());
                            tar.file("any/link/kept", OWNER, bytes("evil"));
                        }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lead out");
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @Test
    void aFileTakesALinksPlaceInsteadOfWritingThroughIt() throws IOException {
        Files.createDirectory(root);
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("kept"));
        unpack(tar -> tar.file("any/link", OWNER, bytes("new")));
        assertThat(outside.resolve("kept")).hasContent("kept");
        assertThat(Files.isRegularFile(root.resolve("link"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void aRootThatIsALinkIsNotFollowed() throws IOException {
        Files.createSymbolicLink(root, outside);
        assertThatThrownBy(() -> unpack(tar -> tar.file("any/kept", OWNER, bytes("evil"))))
                .hasMessageContaining("lead out");
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @Test
    void aFileDoesNotTakeAFoldersPlace() throws IOException {
        Files.createDirectories(root.resolve("name"));
        assertThatThrownBy(() -> unpack(tar -> tar.file("any/name", OWNER, bytes("x"))))
                .hasMessageContaining("in the way");
    }

    @Test
    void whatIsNoArchiveIsTold() {
        byte[] noise = new byte[1024];
        noise[0] = 'x';
        assertThatThrownBy(() -> new Unpacking(root).unpack(new ByteArrayInputStream(noise)))
                .hasMessageContaining("no tar archive");
    }
}
