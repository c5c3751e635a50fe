package dev.gantry.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is empty before each input of a fuzzer. */
final class FuzzScratch {
    private final Path folder;

    FuzzScratch() {
        try {
            folder = Files.createTempDirectory("fuzz").resolve("shop");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The folder, with the files of the input and nothing else. */
    Path with(FuzzInput input) {
        try {
            empty();
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        input.writeTo(folder);
        return folder;
    }

    private void empty() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
