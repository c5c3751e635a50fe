package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One folder of cases for each phase of loading. Sections are files by name, but {@code args} (what
 * follows {@code docker compose}; {@code config} when there is no such section) and {@code env}.
 */
class LoadingGoldenTest {
    @TempDir Path scratch;

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("compose", this::answer);
    }

    private String answer(CaseFile one) {
        Path directory = scratch.resolve(String.valueOf(one.file().getFileName())).resolve("shop");
        one.inputs().forEach((name, text) -> write(directory.resolve(name), name, text));
        List<String> args = words(one.section("args").isBlank() ? "config" : one.section("args"));
        return run(args, directory, environment(one)).replace(directory.toString(), "$DIR");
    }

    private static String run(List<String> args, Path directory, Map<String, String> environment) {
        ConfigArguments arguments = ConfigArguments.parse(args);
        try {
            ConfigView.Rendered rendered =
                    ConfigView.render(
                            arguments.request(directory, environment), arguments.options());
            return rendered.text() + told(rendered.warnings());
        } catch (InputException refused) {
            return told(refused.problems());
        }
    }

    private static String told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> (problem.isError() ? "error: " : "warning: ") + problem + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static Map<String, String> environment(CaseFile one) {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", "/home/user"));
        for (String line : new ArrayList<>(one.section("env").lines().toList())) {
            int cut = line.indexOf('=');
            environment.put(line.substring(0, cut), line.substring(cut + 1));
        }
        return environment;
    }

    private static void write(Path file, String name, String text) {
        if (name.equals("args") || name.equals("env")) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
