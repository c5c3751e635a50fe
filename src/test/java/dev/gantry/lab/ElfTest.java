package dev.gantry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the programs of the Java that runs the test. */
class ElfTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @Test
    void readsWhatAProgramNeeds() throws IOException {
        Elf java = Elf.read(JAVA.resolve("bin/java")).orElseThrow();
        assertThat(java.needed()).contains("libjli.so", "libc.so.6");
        assertThat(java.runPaths()).isNotEmpty().allMatch(path -> path.startsWith("$ORIGIN"));
        assertThat(java.interpreter()).startsWith("/lib").contains("ld-linux");
    }

    @Test
    void readsWhatALibraryNeeds() throws IOException {
        Elf library = Elf.read(JAVA.resolve("lib/libnet.so")).orElseThrow();
        assertThat(library.needed()).contains("libjvm.so", "libjava.so");
        assertThat(library.interpreter()).isEmpty();
    }

    @Test
    void otherFilesAreNoPrograms(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + "x".repeat(100));
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThat(Elf.read(script)).isEmpty();
        assertThat(Elf.read(empty)).isEmpty();
    }
}
