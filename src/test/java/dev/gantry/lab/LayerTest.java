package dev.gantry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is read back by the system's own {@code tar}. */
class LayerTest {
    @TempDir private Path folder;

    @Test
    void listsEntriesInOrderWithTheirFoldersModesAndOwners() throws IOException {
        Map<String, LayerEntry> entries = new LinkedHashMap<>();
        entries.put("/usr/bin/tool", new LayerEntry.Text("#!/bin/sh\n", 0755));
        entries.put("/bin", new LayerEntry.Link("usr/bin"));
        entries.put("/data", new LayerEntry.Folder(new TarWriter.Owner(01777, 999, 998)));
        Layer layer = Layer.write(folder.resolve("layer.tar"), entries);
        assertThat(list(layer))
                .isEqualTo(
                        """
                        lrwxrwxrwx 0/0               0 1970-01-01 00:00 bin -> usr/bin
                        drwxrwxrwt 999/998           0 1970-01-01 00:00 data/
                        drwxr-xr-x 0/0               0 1970-01-01 00:00 usr/
                        drwxr-xr-x 0/0               0 1970-01-01 00:00 usr/bin/
                        -rwxr-xr-x 0/0              10 1970-01-01 00:00 usr/bin/tool
                        """);
    }

    @Test
    void keepsLongNamesTargetsAndContent() throws IOException {
        String deep = "/" + "very/".repeat(30) + "deep";
        Map<String, LayerEntry> entries = new LinkedHashMap<>();
        entries.put(deep, new LayerEntry.Text("x".repeat(513), 0644));
        entries.put("/link", new LayerEntry.Link(deep));
        Layer layer = Layer.write(folder.resolve("layer.tar"), entries);
        assertThat(list(layer)).contains(" link -> " + deep).contains(" " + deep.substring(1));
        String content = Shell.run("tar", "-xOf", layer.tar().toString(), deep.substring(1));
        assertThat(content).isEqualTo("x".repeat(513));
    }

    @Test
    void sameFilesGiveTheSameDigestWhateverTheirTimes() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "content");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r-----"));
        Map<String, LayerEntry> entries = Map.of("/etc/file", new LayerEntry.Unpacked(source));
        Layer first = Layer.write(folder.resolve("first.tar"), entries);
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000));
        Layer second = Layer.write(folder.resolve("second.tar"), entries);
        assertThat(second.digest()).isEqualTo(first.digest());
        String checked = Shell.run("sha256sum", second.tar().toString());
        assertThat(checked).startsWith(second.digest());
        assertThat(list(first)).contains("-rw-r-----");
    }

    private static String list(Layer layer) {
        return Shell.run("env", "TZ=UTC", "tar", "--numeric-owner", "-tvf", layer.tar().toString());
    }
}
