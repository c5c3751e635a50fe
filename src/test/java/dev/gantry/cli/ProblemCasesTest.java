package dev.gantry.cli;

import dev.gantry.cli.show.ProblemText;
import dev.gantry.cli.show.Style;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * How problems are shown. The section {@code problems} has one a line: {@code SEVERITY|SOURCE|LINE|
 * COLUMN|MESSAGE|HINT}; {@code colours} switches them on.
 */
class ProblemCasesTest {
    @TempDir Path directory;

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("cli/problem", this::answer);
    }

    private String answer(CaseFile one) {
        one.inputs()
                .forEach((name, text) -> {
                    if (name.indexOf('.') >= 0) {
                        write(directory.resolve(name), text);
                    }
                });
        Style style = new Style(one.sections().containsKey("colours"));
        ProblemText text = new ProblemText(style, new SourceLines(directory));
        StringBuilder out = new StringBuilder();
        one.section("problems").lines().forEach(line -> out.append(text.of(problem(line))));
        return out.toString().replace("\u001b", "ESC");
    }

    private static Problem problem(String line) {
        String[] parts = line.split("\\|", -1);
        Location location =
                new Location(parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        return new Problem(Problem.Severity.valueOf(parts[0]), location, parts[4], parts[5]);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
