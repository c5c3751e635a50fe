package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.HostileCases.Case;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Input made to harm is refused: with its place, in at most thirty times the processor time that a
 * project of a thousand services takes that means well, in 256 MB, and never with a stack trace.
 * All cases run in one process, as a long-lived one would meet them.
 */
class HostileInputTest {
    /** How many times as long as the yardstick a case may take. */
    private static final int MOST_YARDSTICKS = 30;

    private static final int MOST_MINUTES = 10;

    @TestFactory
    Stream<DynamicTest> hostile(@TempDir Path folder) throws IOException, InterruptedException {
        Map<Path, Case> cases = made(folder);
        String heard = child(folder);
        return cases.entrySet().stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.getValue().name(),
                                () -> verify(one.getKey(), one.getValue(), heard)))
                .toList()
                .stream();
    }

    private static Map<Path, Case> made(Path folder) throws IOException {
        Map<Path, Case> cases = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (Case one : HostileCases.all()) {
            Path place = Files.createDirectory(folder.resolve(Integer.toString(cases.size())));
            one.files().in(place);
            cases.put(place, one);
            lines.add(place.getFileName() + "\t" + String.join("\t", one.words()));
        }
        Files.write(folder.resolve("cases"), lines);
        return cases;
    }

    /** Goes through the cases in another process; what that said outside of them. */
    private static String child(Path folder) throws IOException, InterruptedException {
        Path heard = folder.resolve("heard");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostileRun.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(heard.toFile())
                        .redirectInput(new File("/dev/null"))
                        .start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.readString(heard);
    }

    private static void verify(Path place, Case one, String heard) throws IOException {
        Path yardstick = place.resolveSibling("yardstick");
        Path ended = place.resolveSibling(place.getFileName() + ".ended");
        assertThat(ended).as("the process did not get to the end: " + heard).exists();
        String[] parts = Files.readString(ended).split("\n", 2);
        String[] numbers = parts[0].split(" ");
        assertThat(parts[1])
                .contains(one.message())
                .doesNotContain("internal error", "\tat ", "OutOfMemoryError");
        assertThat(numbers[0]).as(parts[1]).isEqualTo(Integer.toString(one.exit()));
        assertThat(Integer.parseInt(numbers[1]))
                .as("milliseconds")
                .isLessThan(MOST_YARDSTICKS * Integer.parseInt(Files.readString(yardstick)));
        if (one.exit() == HostileCases.WRONG && !one.message().contains("services.")) {
            assertThat(parts[1]).as("a hint").contains("hint:");
        }
    }
}
