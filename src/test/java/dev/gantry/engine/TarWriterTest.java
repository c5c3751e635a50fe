package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written is what {@code tar} itself reads. */
class TarWriterTest {
    private static final String LONG = "d".repeat(120) + "/" + "f".repeat(140);

    /** Writes entries. */
    private interface Entries {
        void into(TarWriter tar) throws IOException;
    }

    private static byte[] archive(Entries entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 1_700_000_000)) {
            entries.into(tar);
        }
        return bytes.toByteArray();
    }

    private static List<String> listing(byte[] archive) throws Exception {
        ProcessBuilder tar =
                new ProcessBuilder("tar", "--numeric-owner", "--utc", "--full-time", "-tvPf", "-")
                        .redirectErrorStream(true);
        tar.environment().put("LC_ALL", "C.UTF-8");
        Process list = tar.start();
        try (var in = list.getOutputStream()) {
            new ByteArrayInputStream(archive).transferTo(in);
        }
        String text = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(list.waitFor()).as(text).isZero();
        return text.lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfEntryIsRead() throws Exception {
        byte[] archive =
                archive(tar -> {
                    tar.directory("etc", TarWriter.Owner.root(0755));
                    tar.file("/etc/ä b", new TarWriter.Owner(0440, 7, 8), bytes("abc"));
                    tar.link("etc/link", "../target");
                });
        assertThat(listing(archive))
                .containsExactly(
                        "drwxr-xr-x 0/0 0 2023-11-14 22:13:20 etc/",
                        "-r--r----- 7/8 3 2023-11-14 22:13:20 /etc/ä b",
                        "lrwxrwxrwx 0/0 0 2023-11-14 22:13:20 etc/link -> ../target");
    }

    @Test
    void namesAndTargetsOfAnyLengthAreRead() throws Exception {
        byte[] archive =
                archive(tar -> {
                    tar.file(LONG, TarWriter.Owner.root(0644), new byte[513]);
                    tar.link("e".repeat(100), LONG);
                    tar.file("last", TarWriter.Owner.root(0600), new byte[512]);
                });
        assertThat(listing(archive))
                .containsExactly(
                        "-rw-r--r-- 0/0 513 2023-11-14 22:13:20 " + LONG,
                        "lrwxrwxrwx 0/0 0 2023-11-14 22:13:20 " + "e".repeat(100) + " -> " + LONG,
                        "-rw------- 0/0 512 2023-11-14 22:13:20 last");
    }

    @Test
    void anOwnerBeyondSevenOctalDigitsIsNotCutOff() throws Exception {
        byte[] archive =
                archive(tar ->
                        tar.file(
                                "f",
                                new TarWriter.Owner(04755, 1_000_660_000, 2_097_152),
                                bytes("x")));
        assertThat(listing(archive))
                .containsExactly("-rwsr-xr-x 1000660000/2097152 1 2023-11-14 22:13:20 f");
    }

    @Test
    void aFileOfAnotherSizeThanToldIsAnError() {
        TarWriter tar = new TarWriter(OutputStream.nullOutputStream(), 0);
        assertThatThrownBy(() ->
                        tar.file(
                                "f",
                                TarWriter.Owner.root(0644),
                                2,
                                new ByteArrayInputStream(new byte[3])))
                .isInstanceOf(IOException.class)
                .hasMessage("f has 3 bytes where 2 were expected");
    }
}
