package dev.gantry.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs command lines inside the test, as a shell would outside. */
final class Runner {
    final FakeHouse house = new FakeHouse();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Cancellation cancellation = new Cancellation();
    private final Path directory;
    Terminal terminal = Terminal.none();
    String input = "";

    Runner(Path directory) {
        this.directory = directory;
        environment.put("HOME", directory.toString());
    }

    /** How a program ended. */
    record Ended(ExitCode code, String output, String error) {}

    Ended run(String... words) {
        return run(house, words);
    }

    /** The same in another house. */
    Ended run(House rooms, String... words) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Invocation invocation =
                new Invocation(
                        List.of(words),
                        environment,
                        directory,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(output, false, StandardCharsets.UTF_8),
                        new PrintStream(error, false, StandardCharsets.UTF_8),
                        terminal,
                        Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
                        cancellation);
        ExitCode code = Cli.run(invocation, rooms);
        return new Ended(
                code,
                output.toString(StandardCharsets.UTF_8),
                error.toString(StandardCharsets.UTF_8));
    }
}
