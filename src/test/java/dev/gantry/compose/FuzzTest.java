package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the fuzzers ask, asked of inputs that are there already: those they once found, and for the
 * loader the golden cases. {@code ./dev fuzz} makes up new ones.
 */
class FuzzTest {
    private static final Path FOUND = Path.of("src/test/resources/fuzz");
    private static final Path CASES = Path.of("src/test/resources/golden/compose");

    @TestFactory
    Stream<DynamicTest> loader() throws IOException {
        return Stream.concat(
                asked(FOUND.resolve("loader"), LoaderFuzz::fuzzerTestOneInput),
                asked(CASES, LoaderFuzz::fuzzerTestOneInput));
    }

    @TestFactory
    Stream<DynamicTest> interpolation() throws IOException {
        return asked(FOUND.resolve("interpolation"), InterpolationFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> envFile() throws IOException {
        return asked(FOUND.resolve("env-file"), EnvFileFuzz::fuzzerTestOneInput);
    }

    private static Stream<DynamicTest> asked(Path folder, Consumer<byte[]> question)
            throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inputs = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(inputs).as(folder.toString()).isNotEmpty();
            return inputs.stream()
                    .map(one ->
                            DynamicTest.dynamicTest(
                                    one.getFileName().toString(),
                                    () -> question.accept(Files.readAllBytes(one))));
        }
    }
}
